/**
 * A path as a lenient upstream may read it: encoded slashes and backslashes make segments, path parameters (`;a=b`) are
 * dropped. Null when it reads the path as everyone does.
 * @param path in normal form (target.ts)
 * @param start offset at which the resource path begins
 */
export function lenientPath(path: string, start: number): string | null {
  if (!path.includes('%', start) && !path.includes(';', start)) return null;
  const strict = path.slice(start);
  const lenient = strict
    .replace(/%2F|%5C/g, '/')
    .replace(/;[^/]*/g, '')
    .replace(/\/{2,}/g, '/');
  return lenient === strict ? null : lenient || '/';
}
