import { isHopByHop } from './headers.ts';
import type { UpstreamRequest } from './upstream-types.ts';

/** RFC 9110 section 5.6.2. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** RFC 9110 section 5.5: no control characters, and nothing that has no byte of its own. */
const value = /^[\t\x20-\x7e\x80-\xff]*$/;
/** No blank, control or wide character can end a request line early. */
const target = /^[\x21-\x7e\x80-\xff]+$/;

const plainMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A request that cannot be written as HTTP without meaning something else. */
export class UnwritableRequest extends Error {
  override name = 'UnwritableRequest';
}

/**
 * The head of a request as latin1 text, up to and with its blank line (RFC 9112).
 * @throws UnwritableRequest
 */
export function requestHead({ method, path, rawHeaders, body, bodyLength }: UpstreamRequest): string {
  if (!plainMethods.has(method) && (method === 'CONNECT' || !token.test(method)))
    throw new UnwritableRequest('The method cannot be sent.');
  if (!target.test(path)) throw new UnwritableRequest('The path has characters that no request line can hold.');
  let head = `${method} ${path} HTTP/1.1\r\n`;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = '', text = ''] = [rawHeaders[i], rawHeaders[i + 1]];
    if (isHopByHop(name.toLowerCase())) continue;
    if (!token.test(name)) throw new UnwritableRequest('A header has a name that HTTP does not allow.');
    if (!value.test(text)) throw new UnwritableRequest(`The header ${name} has a value that HTTP does not allow.`);
    head += `${name}: ${text}\r\n`;
  }
  const length = body === null ? 0 : Buffer.isBuffer(body) ? body.byteLength : bodyLength;
  if (length === null) head += 'transfer-encoding: chunked\r\n';
  // Without a body, only the methods that expect one say so (RFC 9110 section 8.6).
  else if (length > 0 || method === 'POST' || method === 'PUT' || method === 'PATCH')
    head += `content-length: ${length}\r\n`;
  return `${head}connection: keep-alive\r\n\r\n`;
}
