import { createHash } from 'node:crypto';
import { headerValues, type RawPair, type Signature } from './parse-signature.ts';

/** The parts of a request that its signature covers, as they came over the wire. */
export type SignedRequest = {
  readonly method: string;
  /** Of the request target, without its query. */
  readonly rawPath: string;
  readonly query: readonly RawPair[];
  readonly rawHeaders: readonly string[];
};

/** The path and the parameters of a request target. Empty parameters (`a=1&&b=2`) count as none. */
export function splitTarget(target: string): Pick<SignedRequest, 'rawPath' | 'query'> {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const mark = path.indexOf('?');
  const rawPath = mark < 0 ? path : path.slice(0, mark);
  const parts = mark < 0 ? [] : path.slice(mark + 1).split('&');
  const query = parts
    .filter((part) => part !== '')
    .map((part): RawPair => {
      const equals = part.indexOf('=');
      return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    });
  return { rawPath: rawPath === '' ? '/' : rawPath, query };
}

/**
 * The canonical request of Signature Version 4: the path as it stands in the request encoded
 * once more (every service but S3), parameters encoded and sorted, header values without superfluous blanks.
 */
export function canonicalRequest(
  { method, rawPath, query, rawHeaders }: SignedRequest,
  { signedHeaders, form }: Pick<Signature, 'signedHeaders' | 'form'>,
  payloadHash: string,
): string {
  const headers = signedHeaders.map((name) => {
    const values = headerValues(rawHeaders, name).map(foldBlanks);
    return `${name}:${values.join(',')}\n`;
  });
  return [
    method,
    encodePath(rawPath),
    canonicalQuery(form === 'query' ? query.filter(([name]) => name !== 'X-Amz-Signature') : query),
    headers.join(''),
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

/** Blanks and tabs become one blank, and none around the value. Other bytes stay, as 0xA0 that ends "à" and is a blank to JavaScript. */
function foldBlanks(value: string): string {
  return value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '');
}

function canonicalQuery(query: readonly RawPair[]): string {
  const pairs = query.map(([name, value]) => [encodeQuery(name), encodeQuery(value)] as const);
  pairs.sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const hex = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`);

/** RFC 3986's unreserved characters stay, every other byte is escaped; slashes are the path's own. */
function encodePath(path: string): string {
  return path
    .replace(/\/{2,}/g, '/')
    .replace(/[^A-Za-z0-9\-._~/]/g, (character) => hex[character.charCodeAt(0) & 255] ?? '');
}

/** Escapes are read first, so that it makes no difference which of the harmless characters a client escaped. */
function encodeQuery(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~]/g, (piece) => {
    if (piece === '+') return '%20';
    const byte = piece.length === 3 ? Number.parseInt(piece.slice(1), 16) : piece.charCodeAt(0) & 255;
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9\-._~]/.test(character) ? character : (hex[byte] ?? '');
  });
}

/** The text that is signed. */
export function stringToSign({ timestamp, date, region, service }: Signature, request: string): string {
  const scope = `${date}/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(request)}`;
}

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
