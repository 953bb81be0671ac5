import { afterAll, beforeAll, expect, test } from 'vitest';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import { route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { RecorderServer } from '../testing/recorder-server.ts';

const upstream = new RecorderServer();
let gateway: Harness;

beforeAll(async () => {
  await upstream.start();
  gateway = await Harness.start({
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${upstream.port}`,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});

const breaks = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\0',
    '\r\n\r\n',
    '\n\n',
    '\0\r\n',
    '\u000b',
    '\u000c',
    '\u007f',
    '\t',
    '\u0085',
    '\u2028',
    '\u2029',
  ],
  // Characters that become CR and LF where only their low byte is kept.
  ...['\u010d\u010a', '\u560d\u560a', '\uff0d\uff0a', '\ud83d\r\n'],
  ...['%0d%0a', '%0D%0A', '%00', '%0a', '%250d%250a', '%E5%98%8D%E5%98%8A', '\\r\\n', '&#13;&#10;'],
];
const texts = breaks.flatMap((text) => [
  `a${text}Evil: 1`,
  `a${text} Evil: 1`,
  `${text}Evil: 1`,
  `a${text}Content-Length: 0${text}${text}GET /evil HTTP/1.1${text}Host: evil`,
]);

const change: Partial<Integration> = {
  requestParameters: {
    'integration.request.header.X-From-Query': 'method.request.querystring.q',
    'integration.request.header.X-From-Body': 'method.request.body.text',
    'integration.request.header.X-All': 'method.request.multivaluequerystring.q',
    'integration.request.querystring.mapped': 'method.request.body.text',
    'integration.request.path.part': 'method.request.body.text',
  },
};
const overriding = {
  'application/json': [
    '#set($context.requestOverride.header.X-Override = $input.path("$.text"))',
    '#set($context.requestOverride.querystring.over = $input.path("$.text"))',
    '#set($context.requestOverride.path.part = $input.path("$.text"))',
    '#set($context.responseOverride.header.X-Back = $input.path("$.text"))',
    '{"text": $input.json("$.text")}',
  ].join(''),
};
const mappedResponse = {
  statusCode: '200',
  selectionPattern: null,
  responseParameters: {
    'method.response.header.X-Url': 'context.path',
    'method.response.header.X-Static': "'a\r\nEvil: 1'",
  },
  responseTemplates: { 'application/json': '#set($context.responseOverride.header.X-Query = $input.params("q"))ok' },
  contentHandling: null,
};

test('no mapped header, query, path or override brings a header of its own onto the wire', async () => {
  const uri = `http://127.0.0.1:${upstream.port}/base/{part}`;
  const base = { ...mockIntegration(), ...change, httpMethod: 'POST', integrationResponses: [mappedResponse] };
  const aws = { ...base, type: 'AWS', uri: 'arn:aws:apigateway:eu-west-1:s3:path/bucket/{part}' } as const;
  await gateway.deploy(
    snapshot([
      route('POST', '/proxy', { ...base, type: 'HTTP_PROXY', uri, requestTemplates: {}, integrationResponses: [] }),
      route('POST', '/http', { ...base, type: 'HTTP', uri, requestTemplates: {} }),
      route('POST', '/override', { ...base, type: 'HTTP', uri, requestTemplates: overriding }),
      route('POST', '/aws', { ...aws, requestTemplates: overriding }),
      route('POST', '/segment/{part}', { ...base, type: 'HTTP', uri, requestParameters: {}, requestTemplates: {} }),
    ]),
  );
  let requests = 0;
  let reached = 0;
  let extra = 0;
  for (const text of texts) {
    const query =
      /^[\x20-\x7e]*$/.test(text) && text.includes('%')
        ? text.replace(/ /g, '%20')
        : encodeURIComponent(text.toWellFormed());
    for (const path of [
      '/proxy',
      '/http',
      '/override',
      '/aws',
      `/segment/${encodeURIComponent(text.toWellFormed())}`,
    ]) {
      requests += 1;
      const answer = await gateway.call('POST', `${path}?q=${query}&q=2`, {
        headers: ['content-type', 'application/json'],
        body: JSON.stringify({ text }),
      });
      if (Object.keys(answer.headers).includes('evil')) extra += 1;
      const heads = upstream.heads.splice(0);
      reached += heads.length;
      extra += heads.filter((head) => isBroken(head)).length + Math.max(0, heads.length - 1);
    }
  }
  process.stdout.write(
    `X5: ${requests} requests with ${texts.length} texts, ${reached} reached the upstream, ${extra} extra headers or requests on the wire\n`,
  );
  expect(reached).toBeGreaterThan(300);
  expect(extra).toBe(0);
}, 120_000);

/** A head that has a header which nobody set, a bare line end or a control character. */
function isBroken(head: string): boolean {
  const lines = head.split('\r\n');
  return (
    /[\0-\x08\x0a-\x1f\x7f]/.test(lines.join('')) ||
    lines.some((line) => /^(?:evil|get )/i.test(line)) ||
    lines.filter((line) => /^(?:host|content-length):/i.test(line)).length !== 2 ||
    !/^POST \/[!-~]* HTTP\/1\.1$/.test(lines[0] ?? '')
  );
}
