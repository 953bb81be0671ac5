import { SeededRandom } from './random.ts';

const methods = [
  'GET',
  'POST',
  'OPTIONS',
  'PUT',
  'HEAD',
  'TRACE',
  'CONNECT',
  'get',
  'G\u0000T',
  '',
  'PRI',
  'X'.repeat(300),
];
const versions = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', 'HTTP/1.', 'http/1.1', 'HTTP/1.1 ', ''];
const ends = ['\r\n', '\n', '\r', '\r\r\n', '\n\r', '\0\r\n', ''];
const paths = [
  '/x',
  '/pets/7',
  '/mock',
  '/json',
  '/%',
  '/%zz',
  '/%00',
  '/..',
  '/../..',
  '//',
  '/%c0%af',
  '/\u00ff\u00fe',
  '/?a[]=%',
  '/?__proto__[x]=1&constructor=2',
  '/x;a=b',
  '/x#y',
  '/*',
  `/${'a/'.repeat(2_000)}`,
  `/${'%2e'.repeat(3_000)}`,
  `/?${'a=1&'.repeat(2_500)}`,
];
const headers = [
  'Host: a',
  'Host: a',
  'Host:',
  'Host : a',
  ' Host: a',
  'Content-Length: 5',
  'Content-Length: 0',
  'Content-Length: -1',
  'Content-Length: 5, 5',
  'Content-Length: 99999999999999999999',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: \tchunked',
  'Content-Type: application/json',
  'Content-Type: text/plain; charset=\u0000',
  'Content-Encoding: gzip',
  'Content-Encoding: br, gzip',
  'Accept-Encoding: gzip;q=1.0000000001, *;q=NaN',
  'Accept: */*;q=, text/html',
  'Origin: null',
  'Origin: https://a.example\u0085',
  'Access-Control-Request-Method: GET',
  'Cache-Control: max-age=0',
  'Authorization: AWS4-HMAC-SHA256 Credential=/////, SignedHeaders=;;, Signature=',
  'Authorization: Bearer e30.e30.',
  'X-Api-Key: \u0001',
  'X-Amzn-RequestId: ../../etc/passwd',
  'Expect: 100-continue',
  'Expect: 200-ok',
  'Upgrade: websocket',
  'Connection: upgrade, keep-alive, host',
  'Connection: close',
  'TE: trailers',
  'Trailer: Content-Length',
  'Cookie: __proto__=1; a',
  ': nameless',
  'no colon',
  `X: ${'y'.repeat(9_000)}`,
  'X-\u00e9: 1',
  '__proto__: x',
  'constructor: x',
];
const bodies = [
  '',
  'hello',
  '{"a":',
  '{"__proto__":{"x":1}}',
  `${'['.repeat(20_000)}`,
  '5\r\nhello\r\n0\r\n\r\n',
  '5\r\nhel',
  'FFFFFFFFFFFFFFFF\r\nx',
  '5;ext="\u0000"\r\nhello\r\n0\r\nTrailer: x\r\n\r\n',
  '\u001f\u008b\u0008\u0000\u0000',
  '0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n',
];

/** Requests that are wrong in some way, each another one, the same for the same seed. Some are right by chance. */
export class MalformedRequests {
  private readonly random: SeededRandom;
  private readonly base: string;

  /** @param base `/{apiId}/{stage}` */
  constructor(seed: number, base: string) {
    this.random = new SeededRandom(seed);
    this.base = base;
  }

  next(): { bytes: string; isWellFramed: boolean } {
    const { random } = this;
    // Half of them pass the parser, so that what comes behind it is tried too.
    if (random.below(2) === 0) return { bytes: this.wellFramed(), isWellFramed: true };
    const text = this.build();
    if (random.below(2) === 0) return { bytes: text, isWellFramed: false };
    let damaged = text;
    for (let i = random.below(6); i >= 0; i -= 1) {
      const at = random.below(damaged.length + 1);
      const inserted = String.fromCharCode(random.below(256)).repeat(random.below(4));
      damaged = damaged.slice(0, at) + inserted + damaged.slice(at + random.below(4));
    }
    return { bytes: damaged, isWellFramed: false };
  }

  /** A request whose head is right and whose content is hostile. */
  private wellFramed(): string {
    const { random } = this;
    const body = random.pick(bodies);
    let text = `${random.pick(['GET', 'POST', 'OPTIONS', 'PUT', 'HEAD', 'DELETE'])} ${this.base}${random.pick(paths)} HTTP/1.1\r\nHost: a\r\n`;
    for (let i = random.below(6); i > 0; i -= 1) {
      const header = random.pick(headers);
      if (
        /^[\w-]+: [\t\u0020-\u007e\u0080-\u00ff]*$/.test(header) &&
        !/^(?:Host|Content-L|Transfer|Connection|Expect|Upgrade)/.test(header)
      ) {
        text += `${header}\r\n`;
      }
    }
    return `${text}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  }

  private build(): string {
    const { random } = this;
    const target =
      random.below(8) === 0 ? random.pick(['*', 'x', 'http://', 'http://[', '']) : this.base + random.pick(paths);
    const end = () => (random.below(12) === 0 ? random.pick(ends) : '\r\n');
    const separator = random.below(15) === 0 ? random.pick(['', '  ', '\t', '\0']) : ' ';
    let text = [random.pick(methods), target, random.below(6) === 0 ? random.pick(versions) : 'HTTP/1.1'].join(
      separator,
    );
    text += end();
    if (random.below(10) > 0) text += `Host: a${end()}`;
    for (let i = random.below(5); i > 0; i -= 1) text += random.pick(headers) + end();
    return text + end() + random.pick(bodies);
  }
}
