import { formatTimestamp, maxExpiresSeconds, parseTimestamp } from './signing-time.ts';
import { invalid, SignatureFault } from './signature-fault.ts';

/** A Signature Version 4 as it came with a request: in the Authorization header, or in the query string (presigned). */
export type Signature = {
  readonly form: 'header' | 'query';
  readonly accessKeyId: string;
  /** `20261118`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower case, sorted, each once. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
  readonly timestamp: string;
  readonly signedAtMs: number;
  /** Of presigned URLs that say how long they are valid. */
  readonly expiresSeconds: number | null;
  readonly securityToken: string | null;
  /** What the caller says the body's hash is, when it says so. */
  readonly payloadHash: string | null;
};

export const algorithm = 'AWS4-HMAC-SHA256';

/** The query string's parameters as they stand in it, still encoded. */
export type RawPair = readonly [name: string, value: string];

/** Reads the signature of a request (AWS: Signature Version 4, authorization header and query string). */
export function parseSignature(rawHeaders: readonly string[], query: readonly RawPair[]): Signature | SignatureFault {
  const authorization = headerValues(rawHeaders, 'authorization');
  const isPresigned = query.some(([name]) => name === 'X-Amz-Signature' || name === 'X-Amz-Algorithm');
  if (authorization.length === 0 && !isPresigned) {
    return new SignatureFault(
      'MISSING_AUTHENTICATION_TOKEN',
      'Missing Authentication Token',
      'This method needs requests that are signed with an access key (AWS Signature Version 4), and this one is not.',
    );
  }
  if (authorization.length > 1 || (authorization.length > 0 && isPresigned)) {
    return invalid('The request has more than one signature.');
  }
  return isPresigned ? parseQuery(query) : parseHeader(authorization[0] ?? '', rawHeaders);
}

function parseHeader(authorization: string, rawHeaders: readonly string[]): Signature | SignatureFault {
  const space = authorization.indexOf(' ');
  if (authorization.slice(0, space) !== algorithm) {
    return invalid(
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
      `The Authorization header is no ${algorithm} signature.`,
    );
  }
  const parameters = new Map<string, string>();
  for (const part of authorization.slice(space + 1).split(',')) {
    const text = part.replace(/^ +| +$/g, '');
    const equals = text.indexOf('=');
    if (equals <= 0)
      return invalid(
        `'${text.slice(0, 100)}' not a valid key=value pair (missing equal-sign) in Authorization header.`,
      );
    const name = text.slice(0, equals);
    if (parameters.has(name)) return invalid(`Authorization header has '${name.slice(0, 100)}' twice.`);
    parameters.set(name, text.slice(equals + 1));
  }
  for (const name of ['Credential', 'Signature', 'SignedHeaders']) {
    if (!parameters.get(name)) return invalid(`Authorization header requires '${name}' parameter.`);
  }
  const time = timeOf(rawHeaders);
  if (time instanceof SignatureFault) return time;
  const tokens = headerValues(rawHeaders, 'x-amz-security-token');
  const hashes = headerValues(rawHeaders, 'x-amz-content-sha256');
  if (tokens.length > 1 || hashes.length > 1) return invalid('The request has an x-amz header twice.');
  return assemble({
    form: 'header',
    credential: parameters.get('Credential') ?? '',
    signedHeaders: parameters.get('SignedHeaders') ?? '',
    signature: parameters.get('Signature') ?? '',
    ...time,
    expiresSeconds: null,
    securityToken: tokens[0] ?? null,
    payloadHash: hashes[0] ?? null,
  });
}

/** `x-amz-date`, or the Date header when there is none. */
function timeOf(rawHeaders: readonly string[]): Pick<Signature, 'timestamp' | 'signedAtMs'> | SignatureFault {
  const [date, ...more] = headerValues(rawHeaders, 'x-amz-date');
  if (more.length > 0) return invalid('The request has an x-amz header twice.');
  if (date === undefined) {
    const [http = ''] = headerValues(rawHeaders, 'date');
    const isHttpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(http);
    const signedAtMs = isHttpDate ? Date.parse(http) : Number.NaN;
    if (!Number.isNaN(signedAtMs)) return { timestamp: formatTimestamp(signedAtMs), signedAtMs };
    return invalid("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  const signedAtMs = parseTimestamp(date);
  return signedAtMs === null ? badDate(date) : { timestamp: date, signedAtMs };
}

function badDate(date: string): SignatureFault {
  return invalid(
    `Date must be in ISO-8601 'basic format'. Got '${date.slice(0, 64)}'. See http://en.wikipedia.org/wiki/ISO_8601`,
  );
}

function parseQuery(query: readonly RawPair[]): Signature | SignatureFault {
  const values = new Map<string, string>();
  for (const [name, raw] of query) {
    if (!name.startsWith('X-Amz-')) continue;
    if (values.has(name)) return invalid(`The query string has ${name.slice(0, 100)} twice.`);
    values.set(name, decode(raw));
  }
  if (values.get('X-Amz-Algorithm') !== algorithm) return invalid(`X-Amz-Algorithm is not ${algorithm}.`);
  for (const name of ['X-Amz-Credential', 'X-Amz-Date', 'X-Amz-SignedHeaders', 'X-Amz-Signature']) {
    if (!values.get(name))
      return invalid(`AWS query-string parameters must include '${name}'. Re-examine the query-string parameters.`);
  }
  const timestamp = values.get('X-Amz-Date') ?? '';
  const signedAtMs = parseTimestamp(timestamp);
  if (signedAtMs === null) return badDate(timestamp);
  const expires = values.get('X-Amz-Expires');
  if (
    expires !== undefined &&
    (!/^\d{1,6}$/.test(expires) || Number(expires) < 1 || Number(expires) > maxExpiresSeconds)
  ) {
    return invalid(`X-Amz-Expires must be between 1 and ${maxExpiresSeconds} seconds.`);
  }
  return assemble({
    form: 'query',
    credential: values.get('X-Amz-Credential') ?? '',
    signedHeaders: values.get('X-Amz-SignedHeaders') ?? '',
    signature: values.get('X-Amz-Signature') ?? '',
    timestamp,
    signedAtMs,
    expiresSeconds: expires === undefined ? null : Number(expires),
    securityToken: values.get('X-Amz-Security-Token') ?? null,
    payloadHash: values.get('X-Amz-Content-Sha256') ?? null,
  });
}

type Parts = Omit<Signature, 'accessKeyId' | 'date' | 'region' | 'service' | 'signedHeaders'> & {
  credential: string;
  signedHeaders: string;
};

function assemble({ credential, signedHeaders, ...rest }: Parts): Signature | SignatureFault {
  const [accessKeyId = '', date = '', region = '', service = '', terminator, ...more] = credential.split('/');
  if (terminator !== 'aws4_request' || more.length > 0 || accessKeyId === '') {
    return invalid(
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, and end with 'aws4_request'.",
    );
  }
  if (date !== rest.timestamp.slice(0, 8)) {
    return invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date.slice(0, 32)}' != '${rest.timestamp.slice(0, 8)}', from '${rest.timestamp}'.`,
    );
  }
  if (!/^[0-9a-f]{64}$/.test(rest.signature)) return mismatch();
  const names = signedHeaders.split(';');
  const isOrdered = names.every(
    (name, index) =>
      /^[!-~]+$/.test(name) && name === name.toLowerCase() && (index === 0 || (names[index - 1] ?? '') < name),
  );
  if (!isOrdered) return invalid('SignedHeaders is not a sorted list of header names in lower case.');
  if (!names.includes('host')) return invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  return { ...rest, accessKeyId, date, region, service, signedHeaders: names };
}

/** The signature is another one than the request's; `canonical` helps the caller to find the difference. */
export function mismatch(canonical?: { request: string; toSign: string }): SignatureFault {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
  if (!canonical) return invalid(message);
  return invalid(
    `${message}\n\nThe Canonical String for this request should have been\n'${canonical.request}'\n\nThe String-to-Sign should have been\n'${canonical.toSign}'\n`,
  );
}

/** All values of a header, in order. `name` is lower case. */
export function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === name) values.push(rawHeaders[i + 1] ?? '');
  }
  return values;
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
