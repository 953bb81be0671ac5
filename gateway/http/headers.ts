/** Header lists are flat arrays of name and value in turn, as on the wire. Names compare without case (RFC 9110). */

/** The first value of a header, or null. `name` is lower case. */
export function headerValue(rawHeaders: readonly string[], name: string): string | null {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const candidate = rawHeaders[i] ?? '';
    if (candidate.length === name.length && (candidate === name || candidate.toLowerCase() === name)) {
      return rawHeaders[i + 1] ?? '';
    }
  }
  return null;
}

/**
 * Whether a header ends at the next hop (RFC 9110 section 7.6.1) or belongs to the framing that each hop writes for
 * itself. `name` is lower case.
 */
export function isHopByHop(name: string): boolean {
  switch (name.length) {
    case 2:
      return name === 'te';
    case 6:
      return name === 'expect';
    case 7:
      return name === 'trailer' || name === 'upgrade';
    case 10:
      return name === 'connection' || name === 'keep-alive';
    case 14:
      return name === 'content-length' || name === 'http2-settings';
    case 16:
      return name === 'proxy-connection';
    case 17:
      return name === 'transfer-encoding';
    case 18:
      return name === 'proxy-authenticate';
    case 19:
      return name === 'proxy-authorization';
    default:
      return false;
  }
}

/** All values of a header, in order. `name` is lower case. */
export function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const candidate = rawHeaders[i] ?? '';
    if (candidate.length === name.length && candidate.toLowerCase() === name) values.push(rawHeaders[i + 1] ?? '');
  }
  return values;
}

/** The lines of a header that is a list as the one list that they are (RFC 9110 section 5.3), or null. `name` is lower case. */
export function headerList(rawHeaders: readonly string[], name: string): string | null {
  let list: string | null = null;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const candidate = rawHeaders[i] ?? '';
    if (candidate.length === name.length && (candidate === name || candidate.toLowerCase() === name)) {
      list = joined(list, rawHeaders[i + 1] ?? '');
    }
  }
  return list;
}

/** A list with one more line of its header. */
export function joined(list: string | null, line: string): string {
  return list === null ? line : `${list}, ${line}`;
}

/** The headers that a `connection` value names, lower case; null when it names none beyond keep-alive and close. */
export function connectionTokens(connection: string | null): Set<string> | null {
  if (connection === null || connection === 'keep-alive' || connection === 'close') return null;
  const tokens = new Set(
    connection
      .toLowerCase()
      .split(',')
      .map((token) => token.trim()),
  );
  tokens.delete('keep-alive');
  tokens.delete('close');
  return tokens.size > 0 ? tokens : null;
}

/** Largest header block of a request in bytes: AWS API Gateway's limit. */
export const headersMaxBytes = 10_240;

/** Largest request and response payload in bytes: AWS API Gateway's limit. */
export const payloadMaxBytes = 10 * 1024 * 1024;
