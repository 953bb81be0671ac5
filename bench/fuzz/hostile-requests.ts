import { gzipSync } from 'node:zlib';
import { MalformedRequests } from '#gateway/testing/hostile/malformed-requests.ts';
import { SeededRandom } from '#gateway/testing/hostile/random.ts';
import { appRouter } from '#server/api/root.ts';

/** The names of all procedures but the subscriptions, whose answers have no end. */
export function endingProcedures(): string[] {
  const procedures: Record<string, unknown> = appRouter._def.procedures;
  return Object.entries(procedures).flatMap(([name, procedure]) =>
    (procedure as { _def: { type: string } })._def.type === 'subscription' ? [] : [name],
  );
}

/** Who asks: a cookie of a signed-in owner, and the token of a node. */
export type Credentials = { cookie: string; nodeToken: string };

/** One request as bytes in latin1; well framed: an answer comes before the connection closes. */
export type HostileRequest = { bytes: string; isWellFramed: boolean };

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

const deep = (open: string, inner: string, close: string, depth: number) =>
  open.repeat(depth) + inner + close.repeat(depth);

/** Texts that are not what a JSON parser, or what comes behind it, hopes for. */
const bodies = [
  '',
  'null',
  '[]',
  '0',
  '"text"',
  'NaN',
  '{"a":',
  '\u0000',
  '\u00ff\u00fe{"a":1}',
  '{"json":1e999}',
  '{"json":"\\ud800"}',
  '{"json":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}',
  '{"json":{"apiId":{"$ne":null},"name":["a"],"id":{}}}',
  '{"json":{"apiId":"\\u0000","name":"\\u0000","stageName":"../.."}}',
  `{"json":{"name":"${'x'.repeat(100_000)}"}}`,
  '{"json":{"from":"x"},"meta":{"values":{"from":["Date"]}}}',
  '{"json":{"a":"x"},"meta":{"values":{"a":[["custom","x"]]},"referentialEqualities":{"a":["__proto__.b"]}}}',
  '{"json":{"a":"["},"meta":{"values":{"a":["regexp"]}}}',
  '{"json":{"a":"x"},"meta":{"values":{"a":["bigint"]}}}',
  '{"json":{"a":{"name":"Error","message":"m","stack":"s"}},"meta":{"values":{"a":["Error"]}}}',
  '{"json":[],"meta":{"values":[["undefined"]],"v":1}}',
  `{"json":${deep('[', '', ']', 5_000)}}`,
  `{"json":${deep('{"a":', '1', '}', 5_000)}}`,
  deep('[', '', '', 50_000),
  '{"0":{"json":{}},"1":{"json":null},"__proto__":{"json":1}}',
  `{${Array.from({ length: 60 }, (_, index) => `"${index}":{"json":{}}`).join(',')}}`,
  '{"nodeId":1,"bootId":[],"batch":-1,"series":{},"samples":null,"usage":"x"}',
  '{"nodeId":"n","name":"n","version":"1","startedAtMs":1e30,"epoch":"","appliedSeq":-1,"stateHash":"","refused":[]}',
  `a: &a [${'x,'.repeat(10)}]\nb: &b [${'*a,'.repeat(10)}]\nc: [${'*b,'.repeat(10)}]\n`,
  'openapi: 3.0.3\ninfo: []\npaths: {"/{a}{b}": {get: 1}}\n',
  '{"swagger":"2.0","paths":{"/x":{"$ref":"http://127.0.0.1:1/x"}}}',
  latin1(gzipSync(Buffer.alloc(200_000))),
  latin1(gzipSync('{"nodeId":').subarray(0, 20)),
];

const odd = [
  '%',
  '%00',
  '%zz',
  '%c0%af',
  '..',
  '..%2f..%2f..%2fetc%2fpasswd',
  '\u00ff',
  "'--",
  '{}',
  '[id]',
  '__proto__',
  'constructor',
  'a'.repeat(4_000),
  '%F0%9F%92%A9',
  '%0d%0aSet-Cookie:%20x=1',
];

const types = [
  'application/json',
  'application/json; charset=utf-7',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'text/plain',
  '\u00ff/\u00ff',
  'application/x-amz-json-1.1',
];

const headers = [
  'Origin: null',
  'Origin: http://evil.example',
  'Sec-Fetch-Site: cross-site',
  'Accept: text/x-component',
  'Accept: \u00ff;q=NaN',
  'Accept-Language: *-*;q=9',
  'Accept-Encoding: gzip;q=0, br, \u00ff',
  'Content-Encoding: gzip',
  'Content-Encoding: identity, deflate',
  'RSC: 1',
  'Next-Router-State-Tree: %5B%5B',
  'Next-Router-State-Tree: [[[[',
  'Next-Router-Prefetch: 1',
  'Next-Action: 0000000000000000000000000000000000000000',
  'Next-Action: x',
  'X-Middleware-Subrequest: proxy:proxy:proxy:proxy:proxy',
  'X-Forwarded-For: \u0001, ::1, 999.999.999.999',
  'X-Forwarded-Host: evil.example:99999',
  'X-Forwarded-Proto: javascript',
  'X-Real-Ip: [',
  'Host: b',
  'Cookie: a; =; __proto__=1; next-auth.session-token=e30.e30.e30',
  'Cookie: next-auth.session-token=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA',
  'Authorization: Bearer ',
  'Authorization: Bearer \u00ff',
  'Authorization: AWS4-HMAC-SHA256 Credential=////, SignedHeaders=;, Signature=',
  'Trpc-Accept: application/jsonl',
  'X-Trpc-Source: \u00ff',
  'Last-Event-Id: __proto__',
  'If-None-Match: "\u00ff',
  'If-Modified-Since: never',
  'Range: bytes=9-1,-,x',
  'X-Amz-Target: Api.CreateRestApi',
  `X-Long: ${'y'.repeat(6_000)}`,
  `X-Longer: ${'y'.repeat(20_000)}`,
  Array.from({ length: 300 }, (_, index) => `X-${index}: ${index}`).join('\r\n'),
  Array.from({ length: 90 }, () => 'Cookie: a=b').join('\r\n'),
];

const methods = ['GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'QUERY', 'TRACE'];

const nodePaths = ['report', 'telemetry', 'stream', 'tests/x', 'blobs/x', 'blobs/', 'x', 'tests/%00'];
const authPaths = [
  'session',
  'csrf',
  'providers',
  'signin',
  'signout',
  'error',
  '_log',
  'callback/credentials',
  'callback/x',
  'x',
];
const pages = [
  '',
  'sign-in',
  'setup',
  'apis',
  'keys',
  'team',
  'audit',
  'monitoring',
  'invitations',
  'portal',
  'settings',
];

/** Requests at the control plane that are wrong in some way, the same for the same seed. Some are right by chance. */
export class HostileRequests {
  private readonly random: SeededRandom;
  private readonly framing: MalformedRequests;
  private readonly procedures: readonly string[];
  private readonly credentials: Credentials;

  /** @param procedures names such as `apis.create` */
  constructor(seed: number, procedures: readonly string[], credentials: Credentials) {
    this.random = new SeededRandom(seed);
    this.framing = new MalformedRequests(seed, '/api/trpc');
    this.procedures = procedures;
    this.credentials = credentials;
  }

  next(): HostileRequest {
    const { random } = this;
    const kind = random.below(20);
    if (kind < 3) return this.framing.next();
    if (kind < 12) return this.request(this.trpc(), this.session());
    if (kind < 15) return this.request(`/api/nodes/${random.pick(nodePaths)}${this.query()}`, this.node());
    if (kind < 17) return this.request(`/api/auth/${random.pick(authPaths)}${this.query()}`, this.session());
    if (kind < 18) return this.request(`/api/imports${this.query()}`, this.session());
    const api = random.pick(['/api/sdks/x/', '/aws/restapis/', '/aws/', '/api/', '/_next/', '/_next/image']);
    const page = `/${random.pick(pages)}/`;
    return this.request(`${random.below(2) === 0 ? api : page}${random.pick(odd)}${this.query()}`, this.session());
  }

  private trpc(): string {
    const { random } = this;
    const some = () => (random.below(8) === 0 ? random.pick(odd) : random.pick(this.procedures));
    const names = random.below(6) === 0 ? Array.from({ length: 1 + random.below(60) }, some).join(',') : some();
    return `/api/trpc/${names}${this.query()}`;
  }

  private query(): string {
    const { random } = this;
    const parts = [
      'batch=1',
      `input=${encodeURIComponent(random.pick(bodies).slice(0, 3_000))}`,
      `input=${random.pick(odd)}`,
    ];
    parts.push(
      'mode=x&apiId=',
      'callbackUrl=javascript:alert(1)',
      `error=${random.pick(odd)}`,
      'nodeId=&after=-1',
      '&&==&%',
    );
    const count = random.below(4);
    return count === 0 ? '' : `?${Array.from({ length: count }, () => random.pick(parts)).join('&')}`;
  }

  private session(): string {
    return this.random.below(3) > 0 ? `Cookie: ${this.credentials.cookie}\r\n` : '';
  }

  private node(): string {
    return this.random.below(3) > 0 ? `Authorization: Bearer ${this.credentials.nodeToken}\r\n` : '';
  }

  private request(target: string, credentials: string): HostileRequest {
    const { random } = this;
    const body = random.pick(bodies);
    // A stream of a node that is let in has no end.
    const method = target.startsWith('/api/nodes/stream') ? 'POST' : random.pick(methods);
    let head = `${method} ${target} HTTP/1.1\r\nHost: a\r\n${credentials}Content-Type: ${random.pick(types)}\r\n`;
    for (let i = random.below(4); i > 0; i -= 1) head += `${random.pick(headers)}\r\n`;
    return { bytes: `${head}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`, isWellFramed: true };
  }
}
