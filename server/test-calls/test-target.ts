import { SluiceError } from '#core/errors.ts';

/** Path and query string of a call: the resource's path with its parameters filled in and encoded. */
export function testTarget(
  path: string,
  pathParameters: Readonly<Record<string, string>>,
  queryString: string,
): string {
  const filled = path.replace(/\{([^}+]+)(\+?)\}/g, (_, name: string, greedy: string) => {
    const value = Object.hasOwn(pathParameters, name) ? (pathParameters[name] ?? '') : '';
    if (value === '') {
      const message = `Give a value for the path parameter {${name}}.`;
      throw new SluiceError('BAD_INPUT', message, { issues: [{ message, pointer: `/pathParameters/${name}` }] });
    }
    const segments = greedy === '' ? [value] : value.replace(/^\//, '').split('/');
    return segments.map(encodeSegment).join('/');
  });
  const query = queryString.replace(/^\?/, '');
  return query === '' ? filled : `${filled}?${query}`;
}

/** A segment of dots alone would be taken for the folder, or the one above. */
function encodeSegment(segment: string): string {
  return /^\.{1,2}$/.test(segment) ? segment.replaceAll('.', '%2E') : encodeURIComponent(segment.toWellFormed());
}
