/**
 * A value that may stand in a header: CR, LF and NUL are removed, so that no value of a request, a body or a template
 * can end the header and begin another one (RFC 9110 section 5.5). Blanks around the value are dropped.
 */
export function headerValue(text: string): string {
  return text.replaceAll('\r', '').replaceAll('\n', '').replaceAll('\0', '').trim();
}

/** The name when it is a token of RFC 9110 section 5.6.2, or null. */
export function headerName(text: string): string | null {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text) ? text : null;
}

const framing = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers that say where a message ends or how the connection is used (RFC 9112): no mapping may set them. */
export function isFramingHeader(name: string): boolean {
  return framing.has(name.toLowerCase());
}
