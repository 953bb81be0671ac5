import { expect, test } from 'vitest';
import type { JsonObject } from './json.ts';
import { importDocument, itemsOf, methodAt } from './testdata/read.ts';

const get = (...names: string[]): JsonObject => ({
  get: {
    parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    responses: {},
  },
});

function imported(paths: unknown, rest: JsonObject = {}) {
  return importDocument({
    openapi: '3.0.3',
    info: { title: 'T', version: '1' },
    servers: [{ url: 'https://backend.example/' }],
    paths,
    ...rest,
  });
}

test('intermediate resources are made', () => {
  const { design } = imported({ '/a/b/{c}/d': get('c'), '/': get() });
  expect(design.resources.map(({ path }) => path)).toEqual(['/', '/a', '/a/b', '/a/b/{c}', '/a/b/{c}/d']);
  const byId = new Map(design.resources.map((resource) => [resource.id, resource]));
  const leaf = design.resources.find(({ path }) => path === '/a/b/{c}/d');
  expect(leaf?.pathPart).toBe('d');
  expect(byId.get(leaf?.parentId ?? '')?.path).toBe('/a/b/{c}');
  expect(methodAt(design, 'GET', '/')?.integration?.uri).toBe('https://backend.example/');
});

test('greedy parameters are handed on whole', () => {
  const { design } = imported({ '/files/{proxy+}': get('proxy') });
  expect(methodAt(design, 'GET', '/files/{proxy+}')?.integration).toMatchObject({
    uri: 'https://backend.example/files/{proxy}',
    requestParameters: { 'integration.request.path.proxy': 'method.request.path.proxy' },
  });
});

test('paths that differ in parameter names share resources under the first names', () => {
  const result = imported({ '/pets/{id}': get('id'), '/pets/{petId}/toys/{id}': get('petId', 'id') });
  expect(result.design.resources.map(({ path }) => path)).toContain('/pets/{id}/toys/{id2}');
  expect(methodAt(result.design, 'GET', '/pets/{id}/toys/{id2}')).toMatchObject({
    requestParameters: { 'method.request.path.id': true, 'method.request.path.id2': true },
    integration: {
      uri: 'https://backend.example/pets/{petId}/toys/{id}',
      requestParameters: {
        'integration.request.path.petId': 'method.request.path.id',
        'integration.request.path.id': 'method.request.path.id2',
      },
    },
  });
  expect(itemsOf(result, 'merged-route')[0]).toMatchObject({
    level: 'warning',
    pointer: '/paths/~1pets~1{petId}~1toys~1{id}',
  });
  expect(result.report.counts.errors).toBe(0);
});

test('the same verb on paths that are the same is an error with a pointer', () => {
  const result = imported({ '/pets/{id}': get('id'), '/pets/{petId}': get('petId'), '/a': get(), '/a/': get() });
  expect(itemsOf(result, 'duplicate-route').map(({ level, pointer }) => [level, pointer])).toEqual([
    ['error', '/paths/~1pets~1{petId}/get'],
    ['error', '/paths/~1a~1/get'],
  ]);
  expect(result.report.counts).toMatchObject({ operations: 4, methods: 2, skippedOperations: 2 });
});

test.each([
  '/a/{x}.json',
  '/{a}...{b}',
  '/a/v{version}',
  'a',
  '/a?b=c',
  '/a#b',
  '/a//b',
  '/{p+}/b',
  '/a/{x}/{x}',
  '/a b',
  '/{ü}',
])('a path that resources cannot express is reported and skipped: %s', (path) => {
  const result = imported({ [path]: { ...get(), post: { responses: {} } }, '/fine': get() });
  expect(itemsOf(result, 'path-not-supported')).toHaveLength(1);
  expect(result.report.counts).toMatchObject({ operations: 3, methods: 1, skippedOperations: 2, errors: 0 });
});

test('a parameter beside a greedy one is skipped', () => {
  const result = imported({ '/a/{x}': get('x'), '/a/{proxy+}': get('proxy') });
  expect(result.report.counts).toMatchObject({ methods: 1, skippedOperations: 1, errors: 0 });
});

test('verbs that a resource cannot have are skipped and counted', () => {
  const operation = { responses: {} };
  const result = imported({
    '/a': { trace: operation, query: operation, additionalOperations: { LINK: operation }, put: operation },
  });
  expect(result.report.counts).toMatchObject({ operations: 4, methods: 1, skippedOperations: 3 });
  expect(itemsOf(result, 'operation-skipped')).toHaveLength(3);
});

test('path parameters are declared even where the description forgets them', () => {
  const result = imported({ '/a/{x}': get('y') });
  expect(methodAt(result.design, 'GET', '/a/{x}')?.requestParameters).toEqual({ 'method.request.path.x': true });
  expect(itemsOf(result, 'undeclared-parameter')).toHaveLength(2);
});

test('parameters of the path item are shared and overridden', () => {
  const parameters = [
    { name: 'q', in: 'query', schema: { type: 'string' } },
    { name: 'X-Trace', in: 'header', required: true, schema: { type: 'string' } },
    { name: 'session', in: 'cookie', schema: { type: 'string' } },
  ];
  const result = imported({
    '/a': { parameters, get: { parameters: [{ name: 'q', in: 'query', required: true, schema: {} }], responses: {} } },
  });
  expect(methodAt(result.design, 'GET', '/a')?.requestParameters).toEqual({
    'method.request.header.X-Trace': true,
    'method.request.querystring.q': true,
  });
  expect(itemsOf(result, 'parameter-not-carried')[0]).toMatchObject({
    pointer: '/paths/~1a/parameters/2',
    level: 'warning',
  });
});

test('servers of paths and operations become the backend of what they hold', () => {
  const result = imported({
    '/a': { servers: [{ url: 'https://{region}.a.example/v1', variables: { region: { default: 'eu' } } }], ...get() },
    '/b': { get: { responses: {}, servers: [{ url: 'https://b.example' }] } },
  });
  expect(methodAt(result.design, 'GET', '/a')?.integration?.uri).toBe('https://eu.a.example/v1/a');
  expect(methodAt(result.design, 'GET', '/b')?.integration?.uri).toBe('https://b.example/b');
  expect(itemsOf(result, 'server-override')[0]).toMatchObject({ count: 2 });
});

test('a relative server needs the place that the document came from', () => {
  const document = {
    openapi: '3.0.0',
    info: { title: 'T', version: '1' },
    servers: [{ url: '../v2' }],
    paths: { '/a': get() },
  };
  expect(methodAt(importDocument(document).design, 'GET', '/a')?.integration?.type).toBe('MOCK');
  const { design } = importDocument(document, { documentUrl: 'https://api.example/docs/openapi.json' });
  expect(methodAt(design, 'GET', '/a')?.integration?.uri).toBe('https://api.example/v2/a');
});

test.each(['file:///etc/passwd', 'javascript:alert(1)', 'https://{unknown}.example', 'gopher://x'])(
  'a server that is no HTTP URL is not used: %s',
  (url) => {
    const result = imported({ '/a': get() }, { servers: [{ url }] });
    expect(methodAt(result.design, 'GET', '/a')?.integration?.type).toBe('MOCK');
    expect(itemsOf(result, 'server-not-used')).toHaveLength(1);
  },
);

test('a lone default response stands for 200, others are reported', () => {
  const result = imported({
    '/a': { get: { responses: { default: { description: 'Anything' } } } },
    '/b': { get: { responses: { '2XX': { description: 'Fine' }, '5XX': { description: 'Broken' } } } },
    '/c': { get: { responses: { 201: { description: 'Made' }, default: { description: 'Wrong' }, nonsense: {} } } },
  });
  const codes = (path: string) =>
    methodAt(result.design, 'GET', path)?.methodResponses.map(({ statusCode }) => statusCode);
  expect([codes('/a'), codes('/b'), codes('/c')]).toEqual([['200'], ['200'], ['201']]);
  expect(itemsOf(result, 'response-not-carried')[0]?.pointer).toBe('/paths/~1b/get/responses/5XX');
  expect(itemsOf(result, 'invalid-value')[0]).toMatchObject({
    level: 'error',
    pointer: '/paths/~1c/get/responses/nonsense',
  });
});

test('a second operation with the same operationId goes without', () => {
  const operation = { operationId: 'same', responses: {} };
  const result = imported({ '/a': { get: operation, put: operation } });
  expect(result.design.methods.map(({ operationName }) => operationName)).toEqual(['same', null]);
  expect(itemsOf(result, 'duplicate-operation-id')[0]?.pointer).toBe('/paths/~1a/put/operationId');
});
