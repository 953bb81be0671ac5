const encoder = new TextEncoder();

/**
 * A value that may stand in a header (RFC 9110 section 5.5): control characters are removed, CR, LF and NUL among them, so
 * that no value of a request, a body or a template can end the header and begin another one. Blanks around the value are
 * dropped. A value beyond ISO 8859-1 becomes its UTF-8 bytes, one character each, which is what goes over the wire.
 */
export function headerValue(text: string): string {
  const clean = text.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, '').trim();
  return /[^\u0000-\u00ff]/.test(clean) ? String.fromCharCode(...encoder.encode(clean.slice(0, 10_000))) : clean;
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

/** Whether a header of an integration's request is the gateway's alone to write; AWS API Gateway refuses to map it. */
export function isReservedHeader(name: string): boolean {
  const key = name.toLowerCase();
  return key === 'x-amzn-apigateway-api-id' || key === 'x-amzn-trace-id';
}
