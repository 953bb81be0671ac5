import { createHash, createHmac } from 'node:crypto';

export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
};

export type SigningScope = { region: string; signingName: string };

/** A request as it goes over the wire; its path and query are in the form that `awsPath` gives. */
export type SignableRequest = { method: string; path: string; rawHeaders: readonly string[]; body: Buffer | null };

/** Headers that the signature itself brings: nothing else may set them. */
export function isSignatureHeader(name: string): boolean {
  return (
    name === 'authorization' ||
    name === 'x-amz-date' ||
    name === 'x-amz-security-token' ||
    name === 'x-amz-content-sha256'
  );
}

/** Everything but unreserved characters (RFC 3986 section 2.3) is percent-encoded; bytes are UTF-8. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * A path and query in the one form that signer and verifier agree on: unreserved characters as they are, everything else
 * percent-encoded in upper case, slashes kept, every query parameter with an equals sign.
 */
export function awsPath(path: string): string {
  const question = path.indexOf('?');
  const plain = question < 0 ? path : path.slice(0, question);
  const normal = plain.replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~/%]|%/g, (part) => {
    if (part.length < 3) return encode(part);
    const character = String.fromCharCode(Number.parseInt(part.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : part.toUpperCase();
  });
  if (question < 0 || question === path.length - 1) return normal;
  const pairs = path
    .slice(question + 1)
    .split('&')
    .filter((pair) => pair !== '');
  return `${normal}?${pairs.map(normalPair).join('&')}`;
}

function normalPair(pair: string): string {
  const equals = pair.indexOf('=');
  const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
  return `${encode(decode(name))}=${encode(decode(value))}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/**
 * Signs a request with AWS Signature Version 4 (AWS General Reference, "Create a signed AWS API request").
 * @param atMs epoch ms
 * @returns the headers to add, name and value in turn
 */
export function signedHeaders(
  request: SignableRequest,
  credentials: AwsCredentials,
  { region, signingName }: SigningScope,
  atMs: number,
): string[] {
  const date = new Date(atMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = date.slice(0, 8);
  const payload = sha256(request.body ?? '');
  const added = ['x-amz-date', date];
  if (credentials.sessionToken !== null) added.push('x-amz-security-token', credentials.sessionToken);
  if (signingName === 's3') added.push('x-amz-content-sha256', payload);
  const headers = canonicalHeaders([...request.rawHeaders, ...added]);
  const names = headers.map(([name]) => name).join(';');
  const [path = '/', query = ''] = request.path.split('?');
  const canonical = [
    request.method,
    // S3 takes a path as it was encoded once; all others encode the encoded path again.
    signingName === 's3' ? path : path.replaceAll('%', '%25'),
    query === '' ? '' : query.split('&').sort(byNameThenValue).join('&'),
    ...headers.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    payload,
  ].join('\n');
  const scope = `${day}/${region}/${signingName}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(Buffer.from(canonical, 'latin1'))}`;
  const signature = hmac(signingKey(credentials.secretAccessKey, day, region, signingName), text).toString('hex');
  const credential = `${credentials.accessKeyId}/${scope}`;
  added.push(
    'authorization',
    `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  );
  return added;
}

/** Only headers that no hop on the way rewrites are signed: the host, the body's description and AWS's own. */
function isSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name === 'content-md5' || name.startsWith('x-amz-');
}

function canonicalHeaders(rawHeaders: readonly string[]): [string, string][] {
  const values = new Map<string, string[]>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    if (!isSigned(name)) continue;
    // Blanks and tabs only: the bytes of a word such as "voilà" may end with one that is a blank to JavaScript.
    const value = (rawHeaders[i + 1] ?? '').replace(/[ \t]+/g, ' ').replace(/^ | $/g, '');
    const others = values.get(name);
    if (others) others.push(value);
    else values.set(name, [value]);
  }
  return [...values].map(([name, all]): [string, string] => [name, all.join(',')]).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Parameters sort by their encoded name, then by their encoded value, in byte order. */
function byNameThenValue(a: string, b: string): number {
  const [nameA = '', valueA = ''] = a.split('=');
  const [nameB = '', valueB = ''] = b.split('=');
  if (nameA !== nameB) return nameA < nameB ? -1 : 1;
  return valueA < valueB ? -1 : valueA > valueB ? 1 : 0;
}

function signingKey(secretAccessKey: string, day: string, region: string, signingName: string): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), signingName), 'aws4_request');
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
