import type { IntegrationType } from '#core/integrations/schema.ts';

/** Headers of an integration's answer that AWS API Gateway passes on as `x-amzn-Remapped-…` (important notes for REST APIs). */
const remapped = new Set([
  'authorization',
  'content-md5',
  'date',
  'max-forwards',
  'server',
  'user-agent',
  'www-authenticate',
  // Not in that table, and seen in AWS's answers.
  'x-amzn-requestid',
]);

/** Whether a header is the id of a request, which each response has from the gateway itself. `name` is lower case. */
export function isRequestId(name: string): boolean {
  return name === 'x-amzn-requestid' || name === 'x-amz-apigw-id';
}

/** The headers that a function or a mapping made, as a friendly API hands them on. */
export function friendlyAnswerHeaders(rawHeaders: string[]): string[] {
  if (!rawHeaders.some((text, i) => i % 2 === 0 && isRequestId(text.toLowerCase()))) return rawHeaders;
  return rawHeaders.filter((_, i) => !isRequestId((rawHeaders[i - (i % 2)] ?? '').toLowerCase()));
}

/**
 * The headers of an integration's answer, or of what its response mapping made, as a strict API hands them on: `Server` becomes
 * `x-amzn-Remapped-Server`, `Host` and `Expect` are dropped, and so is a trace that is not an HTTP backend's: the gateway tells
 * its own. Where a proxy integration names no content type, it is JSON. In a friendly API headers keep their names, so that a
 * browser sees `WWW-Authenticate`.
 */
export function awsAnswerHeaders(type: IntegrationType, rawHeaders: readonly string[]): string[] {
  const isProxy = type === 'HTTP_PROXY' || type === 'AWS_PROXY';
  const headers: string[] = [];
  let hasContentType = false;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    const key = name.toLowerCase();
    if (key === 'expect' || key === 'host' || (key === 'via' && isProxy) || (key === 'accept' && type === 'HTTP'))
      continue;
    if (key === 'x-amz-apigw-id' || (key === 'x-amzn-trace-id' && type !== 'HTTP_PROXY')) continue;
    hasContentType ||= key === 'content-type';
    headers.push(remapped.has(key) ? `x-amzn-Remapped-${name}` : name, rawHeaders[i + 1] ?? '');
  }
  if (!hasContentType) headers.push('content-type', 'application/json');
  return headers;
}
