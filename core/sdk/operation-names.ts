import { singular, wordsOf } from './names.ts';

/** What a name is made from. */
export type NamedOperation = { operationName: string | null; httpMethod: string; path: string; service: string };

const verbs: Readonly<Record<string, { collection: string; item: string }>> = {
  GET: { collection: 'list', item: 'get' },
  POST: { collection: 'create', item: 'create' },
  PUT: { collection: 'replace', item: 'replace' },
  PATCH: { collection: 'update', item: 'update' },
  DELETE: { collection: 'delete', item: 'delete' },
  HEAD: { collection: 'head', item: 'head' },
};

function fixedSegments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '' && !segment.startsWith('{'));
}

/** The service of an operation without tags: the first fixed segment of its path. */
export function serviceOfPath(path: string): string {
  return fixedSegments(path)[0] ?? 'root';
}

/** The full name of an operation in words: its own, else made from its verb and path. */
export function fullWords({ operationName, httpMethod, path, service }: NamedOperation): string[] {
  const own = wordsOf(operationName ?? '');
  if (own.length > 0) return own;
  const endsInParameter = /\{[^}]*\}$/.test(path);
  const verb = verbs[httpMethod]?.[endsInParameter ? 'item' : 'collection'] ?? httpMethod.toLowerCase();
  const [first, ...rest] = fixedSegments(path);
  const nouns = first === service || first === undefined ? rest : [first, ...rest];
  return [verb, ...nouns.flatMap(wordsOf)];
}

/**
 * The names of a service's operations within it: the service's own noun is left out (`getPetById` of `pets` is `get by id`)
 * unless nothing would remain or two operations would be called alike.
 */
export function wordsWithinService(operations: readonly NamedOperation[]): string[][] {
  const full = operations.map(fullWords);
  const short = operations.map((operation, index) => withoutNoun(full[index] ?? [], wordsOf(operation.service)));
  const uses = new Map<string, number>();
  for (const words of short) uses.set(words.join(' '), (uses.get(words.join(' ')) ?? 0) + 1);
  return short.map((words, index) => (uses.get(words.join(' ')) === 1 ? words : (full[index] ?? words)));
}

function withoutNoun(words: string[], noun: string[]): string[] {
  if (noun.length === 0) return words;
  const matches = (start: number): boolean =>
    noun.every((word, offset) => singular(words[start + offset] ?? '') === singular(word));
  const start = words.findIndex((_, index) => matches(index));
  if (start < 0) return words;
  const rest = [...words.slice(0, start), ...words.slice(start + noun.length)];
  return rest.length === 0 ? words : rest;
}
