import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import aws4 from 'aws4';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awsPath, signedHeaders } from './sign.ts';

const identity = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const credentials = { ...identity, sessionToken: null };
const atMs = Date.UTC(2026, 10, 22, 15, 4, 5);
const host = 'service.eu-west-1.amazonaws.com';

function authorization(headers: readonly string[]): string {
  return headers[headers.indexOf('authorization') + 1] ?? '';
}

const requests = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE'),
  segments: fc.array(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), { maxLength: 4 }),
  query: fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 12, unit: 'grapheme' }), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  body: fc.option(fc.uint8Array({ maxLength: 40 })),
  contentType: fc.constantFrom('application/json', 'a  b', 'a\t b', 'text/plain; charset=utf-8'),
  sessionToken: fc.option(fc.stringMatching(/^[A-Za-z0-9+/]{8,20}$/)),
});

function pathOf(segments: string[], query: Record<string, string>): string {
  const path = `/${segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join('/')}`;
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`,
  );
  return awsPath(pairs.length > 0 ? `${path}?${pairs.join('&')}` : path);
}

/** Segments that a verifier would take for something else are refused before anything is signed. */
const isPlain = (segments: string[]) => !segments.some((segment) => segment === '.' || segment === '..');

test.each(['s3', 'sqs'])('signatures for %s are those of @smithy/signature-v4', async (signingName) => {
  const signer = (sessionToken: string | null) =>
    new SignatureV4({
      credentials: { ...identity, ...(sessionToken !== null && { sessionToken }) },
      region: 'eu-west-1',
      service: signingName,
      sha256: Sha256,
      uriEscapePath: signingName !== 's3',
      applyChecksum: signingName === 's3',
    });
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, segments, query, body, contentType, sessionToken }) => {
      fc.pre(isPlain(segments));
      const path = pathOf(segments, query);
      const bytes = body && Buffer.from(body);
      const rawHeaders = ['Host', host, 'content-type', contentType, 'X-Amz-Meta-Own', ' a   b '];
      const ours = signedHeaders(
        { method, path, rawHeaders, body: bytes },
        { ...credentials, sessionToken },
        { region: 'eu-west-1', signingName },
        atMs,
      );
      const theirs = await signer(sessionToken).sign(
        {
          method,
          protocol: 'https:',
          hostname: host,
          path: path.split('?')[0] ?? '',
          query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value.toWellFormed()])),
          headers: { host, 'content-type': contentType, 'x-amz-meta-own': ' a   b ' },
          ...(bytes && { body: bytes }),
        },
        { signingDate: new Date(atMs) },
      );
      expect(authorization(ours)).toBe(theirs.headers.authorization);
    }),
    { numRuns: 300 },
  );
});

test('signatures are those of aws4', () => {
  fc.assert(
    fc.property(requests, ({ method, segments, query, body, contentType }) => {
      fc.pre(
        isPlain(segments) && segments.every((segment) => /^[\x20-\x7e]+$/.test(segment) && !segment.includes('/')),
      );
      const path = pathOf(segments, query);
      const bytes = body && Buffer.from(body);
      const rawHeaders = ['host', host, 'content-type', contentType];
      const ours = signedHeaders(
        { method, path, rawHeaders, body: bytes },
        credentials,
        { region: 'eu-west-1', signingName: 'sqs' },
        atMs,
      );
      const request = {
        method,
        host,
        path,
        service: 'sqs',
        region: 'eu-west-1',
        headers: { Host: host, 'Content-Type': contentType, 'X-Amz-Date': ours[1] ?? '' },
        ...(bytes && { body: bytes }),
        extraHeadersToIgnore: { 'content-length': true },
      };
      const theirs = aws4.sign(request, identity);
      expect(authorization(ours)).toBe(theirs.headers?.Authorization);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['/', '/'],
  ['/a b/ü', '/a%20b/%C3%BC'],
  ['/%7ea/%2fb/%zz', '/~a/%2Fb/%25zz'],
  ["/it's(*)!:@", '/it%27s%28%2A%29%21%3A%40'],
  ['/x?acl', '/x?acl='],
  ['/x?a=1+2&b=%7e&&c=d=e', '/x?a=1%202&b=~&c=d%3De'],
  ['/x?', '/x'],
])('%s is sent as %s', (path, sent) => {
  expect(awsPath(path)).toBe(sent);
  expect(awsPath(sent)).toBe(sent);
});
