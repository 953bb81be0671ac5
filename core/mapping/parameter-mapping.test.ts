import { describe, expect, test } from 'vitest';
import { JsonBody } from './json-body.ts';
import {
  applyRequestMapping,
  applyResponseMapping,
  compileRequestMapping,
  compileResponseMapping,
} from './parameter-mapping.ts';
import { parseSource, readSource } from './parameter-source.ts';
import type { ParameterInput } from './parameter-source.ts';

const headers: Record<string, string[]> = {
  accept: ['a/b', 'c/d'],
  evil: ['x\r\nSet-Cookie: a=b\0'],
  'x-trace': ['t1'],
};
const input: ParameterInput = {
  header: (name) => headers[name.toLowerCase()] ?? [],
  querystring: (name) => (name === 'q' ? ['1', '2'] : []),
  path: (name) => (name === 'petId' ? '7' : undefined),
  body: new JsonBody('{"user":{"name":"Ada","tags":["a","b"],"n":1.50},"url":"/next","inject":"a\\r\\nb"}'),
  context: { requestId: 'r1', identity: { sourceIp: '::1' }, count: 3 },
  stageVariables: { host: 'h.test' },
};

function read(expression: string): readonly string[] | string {
  const parsed = parseSource(expression);
  return 'problem' in parsed ? parsed.problem : readSource(parsed.source, input);
}

test.each([
  ['method.request.header.Accept', ['c/d']],
  ['method.request.header.missing', []],
  ['method.request.multivalueheader.accept', ['a/b', 'c/d']],
  ['method.request.querystring.q', ['2']],
  ['method.request.multivaluequerystring.q', ['1', '2']],
  ['method.request.querystring.missing', []],
  ['method.request.path.petId', ['7']],
  ['method.request.path.missing', []],
  ['method.request.body', [input.body.text]],
  ['method.request.body.user.name', ['Ada']],
  ['method.request.body.$.user.name', ['Ada']],
  ['method.request.body.user.tags', ['["a","b"]']],
  ['method.request.body.user.tags[0]', ['a']],
  ['method.request.body.user.n', ['1.5']],
  ['method.request.body.user.missing', []],
  ["method.request.body['user'].name", ['Ada']],
  ['integration.response.header.X-Trace', ['t1']],
  ['integration.response.multivalueheader.accept', ['a/b', 'c/d']],
  ['integration.response.body.url', ['/next']],
  ['integration.response.body', [input.body.text]],
  ['stageVariables.host', ['h.test']],
  ['stageVariables.missing', []],
  ['stageVariables.constructor', []],
  ['context.requestId', ['r1']],
  ['context.identity.sourceIp', ['::1']],
  ['context.identity', ['{"sourceIp":"::1"}']],
  ['context.count', ['3']],
  ['context.missing.deeper', []],
  ['context.constructor.name', []],
  ['context.__proto__', []],
  ["'static value'", ['static value']],
  ["''", ['']],
  ["'it's'", ["it's"]],
])('%s', (expression, expected) => {
  expect(read(expression)).toEqual(expected);
});

test.each([
  'method.request.cookie.a',
  'method.response.header.a',
  'body',
  '',
  "'",
  'context',
  'context.',
  'stageVariables.a-b',
  'method.request.bodyx',
  'method.request.body.a[?(',
  'static',
])('%j is no source', (expression) => {
  expect(parseSource(expression)).toHaveProperty('problem');
});

test('a body that is not JSON gives no values', () => {
  const parsed = parseSource('method.request.body.a');
  if ('problem' in parsed) throw new Error(parsed.problem);
  expect(readSource(parsed.source, { ...input, body: new JsonBody('<xml/>') })).toEqual([]);
});

describe('a request mapping', () => {
  test('sets headers, query and path', () => {
    const { mapping, problems } = compileRequestMapping({
      'integration.request.header.X-User': 'method.request.body.user.name',
      'integration.request.header.X-Accept': 'method.request.multivalueheader.Accept',
      'integration.request.querystring.host': 'stageVariables.host',
      'integration.request.path.id': 'method.request.path.petId',
      'integration.request.header.X-None': 'method.request.header.none',
    });
    expect(problems).toEqual([]);
    expect(applyRequestMapping(mapping, input)).toEqual({
      header: [
        ['X-User', 'Ada'],
        ['X-Accept', 'a/b'],
        ['X-Accept', 'c/d'],
      ],
      querystring: [['host', 'h.test']],
      path: [['id', '7']],
    });
  });

  test('no value brings a line break into a header', () => {
    const { mapping } = compileRequestMapping({
      'integration.request.header.A': 'method.request.header.evil',
      'integration.request.header.B': 'method.request.body.inject',
      'integration.request.header.C': "'x\r\ny'",
      'integration.request.header.D': "'\t sp\u0001\u007f aced '",
      'integration.request.header.E': "'é€'",
    });
    expect(applyRequestMapping(mapping, input).header).toEqual([
      ['A', 'xSet-Cookie: a=b'],
      ['B', 'ab'],
      ['C', 'xy'],
      ['D', 'sp aced'],
      ['E', Buffer.from('é€').toString('latin1')],
    ]);
  });

  test.each([
    ['integration.request.header.a b', "'x'"],
    ['integration.request.header.a\r\nb', "'x'"],
    ['integration.request.header.Content-Length', "'1'"],
    ['integration.request.header.transfer-encoding', "'chunked'"],
    ['integration.request.body', "'x'"],
    ['method.response.header.a', "'x'"],
    ['integration.request.header.a', 'nonsense'],
    ['integration.request.header.a', 'integration.response.header.b'],
    ['integration.request.header.a', 'integration.response.body.b'],
  ])('%j from %j is a problem', (target, source) => {
    const { mapping, problems } = compileRequestMapping({ [target]: source });
    expect(problems).toEqual([{ target, message: expect.any(String) as string }]);
    expect(mapping).toEqual({ header: [], querystring: [], path: [] });
  });
});

describe('a response mapping', () => {
  test('sets headers', () => {
    const { mapping, problems } = compileResponseMapping({
      'method.response.header.Location': 'integration.response.body.url',
      'method.response.header.X-Trace': 'integration.response.header.x-trace',
      'method.response.header.Access-Control-Allow-Origin': "'*'",
      'method.response.header.X-Ip': 'context.identity.sourceIp',
    });
    expect(problems).toEqual([]);
    expect(applyResponseMapping(mapping, input)).toEqual([
      ['Location', '/next'],
      ['X-Trace', 't1'],
      ['Access-Control-Allow-Origin', '*'],
      ['X-Ip', '::1'],
    ]);
  });

  test('does not read the request', () => {
    expect(compileResponseMapping({ 'method.response.header.a': 'method.request.header.b' }).problems).toHaveLength(1);
    expect(compileResponseMapping({ 'integration.request.header.a': "'x'" }).problems).toHaveLength(1);
  });
});
