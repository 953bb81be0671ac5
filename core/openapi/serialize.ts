import { CORE_SCHEMA, dump } from 'js-yaml';
import type { Json } from './json.ts';

/** The document as indented JSON text. */
export function toJson(document: Json): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The document as YAML text without aliases: what `parseDocument` reads back to the same value. */
export function toYaml(document: Json): string {
  return dump(document, { schema: CORE_SCHEMA, noRefs: true, lineWidth: 120 });
}
