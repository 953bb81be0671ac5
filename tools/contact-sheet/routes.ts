/**
 * The address pattern of a page file of the app router: groups such as `(console)` are no part of it.
 * `app/(console)/apis/[apiId]/page.tsx` is `/apis/[apiId]`.
 */
export function patternOf(pageFile: string): string {
  const parts = pageFile
    .split('/')
    .slice(1, -1)
    .filter((part) => !/^\(.*\)$/.test(part));
  return `/${parts.join('/')}`;
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith('[') || part === given[at]);
}

function placeholders(pattern: string): number {
  return pattern.split('/').filter((part) => part.startsWith('[')).length;
}

/** The pattern that serves a path: of those that fit the one with the fewest placeholders. */
export function patternFor(patterns: readonly string[], path: string): string | undefined {
  return patterns
    .filter((pattern) => fits(pattern, path))
    .toSorted((a, b) => placeholders(a) - placeholders(b))
    .at(0);
}

/**
 * What makes a page a picture of its own: its pattern and the names, not the values, of its query. A method opened in
 * the resource tree is another picture than the tree, another method is not.
 */
export function pictureKey(pattern: string, query: URLSearchParams): string {
  const names = [...new Set(query.keys())].toSorted();
  return names.length === 0 ? pattern : `${pattern}?${names.join('&')}`;
}
