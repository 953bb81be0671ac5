import { CORE_SCHEMA, Type, type LoadOptions } from 'js-yaml';

export type SourceFormat = 'json' | 'yaml';

/** Deepest nesting that a document may have: real descriptions stay below 40, and readers recurse. */
export const maxDocumentDepth = 200;

/** Text that begins with a brace or bracket is JSON, everything else YAML. */
export function sourceFormat(text: string): SourceFormat {
  const first = /\S/.exec(text)?.[0];
  return first === '{' || first === '[' ? 'json' : 'yaml';
}

const mergeKey = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data) => data === '<<' });

/**
 * YAML 1.2's core schema, so that no date or binary object appears, with `<<` merging. The parser itself bounds depth
 * and the number of merged keys; the type declarations do not know these options yet.
 */
export const yamlOptions: LoadOptions & { maxDepth: number; maxTotalMergeKeys: number } = {
  schema: CORE_SCHEMA.extend({ implicit: [mergeKey] }),
  maxDepth: maxDocumentDepth,
  maxTotalMergeKeys: 10_000,
};
