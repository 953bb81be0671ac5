/** Headers of an integration's answer that AWS API Gateway does not pass on under their own name (important notes for REST APIs). */
const remapped = new Set([
  'authorization',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'server',
  'user-agent',
  'www-authenticate',
]);

/**
 * The headers of a proxy integration's answer as a strict API hands them on: `Server` becomes `x-amzn-Remapped-Server`. In a
 * friendly API they keep their names, so that a browser sees `WWW-Authenticate`.
 */
export function remappedHeaders(rawHeaders: readonly string[]): string[] {
  return rawHeaders.map((text, i) =>
    i % 2 === 0 && remapped.has(text.toLowerCase()) ? `x-amzn-Remapped-${text}` : text,
  );
}
