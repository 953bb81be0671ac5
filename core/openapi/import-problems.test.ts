import { expect, test } from 'vitest';
import type { Json, JsonObject } from './json.ts';
import { assertImportable, hasErrors } from './report.ts';
import { importDocument, importText, itemsOf, methodAt } from './testdata/read.ts';

const info = { title: 'T', version: '1' };

function described(rest: Record<string, unknown>, version = '3.0.3') {
  return importDocument({ openapi: version, info, paths: {}, ...rest });
}

function withSchemas(schemas: JsonObject, version = '3.0.3') {
  return described({ components: { schemas } }, version);
}

test.each([
  [null, '', 'wrong-type'],
  ['text', '', 'wrong-type'],
  [[], '', 'wrong-type'],
  [{}, '', 'version'],
  [{ openapi: '4.0.0', info }, '/openapi', 'version'],
  [{ swagger: '1.2', info }, '/swagger', 'version'],
  [{ openapi: '3.0.0', paths: {} }, '', 'missing-field'],
  [{ openapi: '3.0.0', info: {}, paths: {} }, '/info', 'missing-field'],
  [{ openapi: '3.0.0', info: { title: 7 }, paths: {} }, '/info/title', 'wrong-type'],
  [{ openapi: '3.0.0', info, paths: [] }, '/paths', 'wrong-type'],
  [{ openapi: '3.0.0', info, paths: { '/a': null } }, '/paths/~1a', 'wrong-type'],
  [{ openapi: '3.0.0', info, paths: { '/a': { get: 1 } } }, '/paths/~1a/get', 'wrong-type'],
  [{ openapi: '3.0.0', info, paths: { '/a': { get: { responses: [] } } } }, '/paths/~1a/get/responses', 'wrong-type'],
  [
    { openapi: '3.0.0', info, paths: { '/a': { parameters: [{ in: 'query' }], get: {} } } },
    '/paths/~1a/parameters/0',
    'missing-field',
  ],
  [
    { openapi: '3.0.0', info, paths: { '/a': { get: { security: [{ ghost: [] }] } } } },
    '/paths/~1a/get/security',
    'unresolved-reference',
  ],
] as [Json, string, string][])('a broken document is refused with a pointer: %j', (document, pointer, code) => {
  const { report } = importDocument(document);
  expect(hasErrors(report)).toBe(true);
  expect(report.items).toContainEqual(expect.objectContaining({ level: 'error', pointer, code }));
  expect(() => assertImportable(report)).toThrow(/cannot be imported/);
});

test('the refusal names line and column', () => {
  const { report } = importText(
    'openapi: 3.0.0\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    get:\n      parameters: 7\n',
  );
  expect(() => assertImportable(report)).toThrow('line 6, column 7');
});

test.each([
  ['#/components/responses/Missing', 'unresolved-reference'],
  ['other.yaml#/responses/Fine', 'external-reference'],
  ['https://example.com/responses.json', 'external-reference'],
  ['file:///etc/passwd', 'external-reference'],
  ['#anchor', 'external-reference'],
  ['#/components/%E0%A4%A', 'unresolved-reference'],
  [7, 'wrong-type'],
] as [Json, string][])('a reference that cannot be followed is an error: %j', ($ref, code) => {
  const { report } = described({ paths: { '/a': { get: { responses: { 200: { $ref } } } } } });
  expect(report.items[0]).toMatchObject({ level: 'error', code, pointer: '/paths/~1a/get/responses/200/$ref' });
});

test('references through prototypes lead nowhere', () => {
  const { report } = described({
    paths: { '/a': { get: { responses: { 200: { $ref: '#/constructor/prototype' } } } } },
  });
  expect(report.items[0]).toMatchObject({ level: 'error', code: 'unresolved-reference' });
});

test.each(['responses', 'parameters', 'requestBodies', 'pathItems'])('a cycle of %s is an error', (kind) => {
  const cycle = { A: { $ref: `#/components/${kind}/B` }, B: { $ref: `#/components/${kind}/A` } };
  const entry = { $ref: `#/components/${kind}/A` };
  const operation = {
    responses: { responses: { 200: entry }, parameters: {}, requestBodies: {}, pathItems: {} }[kind] ?? {},
    ...(kind === 'parameters' ? { parameters: [entry] } : {}),
    ...(kind === 'requestBodies' ? { requestBody: entry } : {}),
  };
  const paths = { '/a': kind === 'pathItems' ? entry : { get: operation } };
  const { report } = described({ paths, components: { [kind]: cycle } }, '3.1.0');
  expect(report.items.map(({ code }) => code)).toContain('cyclic-reference');
  expect(hasErrors(report)).toBe(true);
});

test('cyclic schemas become models that refer to each other', () => {
  const { design, report } = withSchemas({
    Node: {
      type: 'object',
      properties: { next: { $ref: '#/components/schemas/Node' }, tree: { $ref: '#/components/schemas/Tree' } },
    },
    Tree: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
  });
  expect(hasErrors(report)).toBe(false);
  expect(JSON.parse(design.models[0]?.schema ?? '')).toEqual({
    type: 'object',
    properties: { next: { $ref: '#/models/Node' }, tree: { $ref: '#/models/Tree' } },
  });
});

test.each([
  { A: { $ref: '#/components/schemas/A' } },
  { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } },
  { A: { allOf: [{ type: 'object' }, { anyOf: [{ $ref: '#/components/schemas/A' }] }] } },
  { A: { not: { $ref: '#/components/schemas/B' } }, B: { oneOf: [{ $ref: '#/components/schemas/A' }] } },
] as JsonObject[])('a schema that never ends is an error: %j', (schemas) => {
  expect(itemsOf(withSchemas(schemas), 'cyclic-reference')[0]).toMatchObject({ level: 'error' });
});

test.each([
  [{ type: 'strin' }, '/type'],
  [{ type: ['string', 'nul'] }, '/type'],
  [{ required: true }, '/required'],
  [{ properties: [] }, '/properties'],
  [{ enum: 'a' }, '/enum'],
  [{ allOf: [] }, '/allOf'],
  [{ properties: { a: { minLength: -1 } } }, '/properties/a/minLength'],
  [{ items: { multipleOf: 0 } }, '/items/multipleOf'],
] as [JsonObject, string][])('a malformed schema keyword is an error: %j', (schema, place) => {
  const { report } = withSchemas({ A: schema });
  expect(report.items[0]).toMatchObject({
    level: 'error',
    code: 'invalid-value',
    pointer: `/components/schemas/A${place}`,
  });
});

test('names of models are alphanumeric, unique and the same on every import', () => {
  const schemas = { 'simple-user': {}, simple_user: {}, simpleUser: {}, 'a.b.c': {}, Ж: {} };
  const { design, report } = withSchemas(
    Object.fromEntries(Object.keys(schemas).map((name) => [name, { title: name }])),
  );
  const titles = Object.fromEntries(
    design.models.map(({ name, schema }) => [(JSON.parse(schema) as { title: string }).title, name]),
  );
  expect(titles).toEqual({
    simpleUser: 'simpleUser',
    'simple-user': 'simpleUser2',
    simple_user: 'simpleUser3',
    'a.b.c': 'aBC',
    Ж: 'Model',
  });
  expect(report.items.filter(({ code }) => code === 'renamed-model').length).toBeGreaterThan(0);
});

test('only keywords are taken for keywords', () => {
  const schema = {
    properties: { $ref: { type: 'string' }, properties: { type: 'object' }, constructor: { type: 'string' } },
    default: { $ref: '#/nowhere' },
    enum: [{ $ref: '#/nowhere' }],
  };
  const { design, report } = withSchemas({ A: schema });
  expect(hasErrors(report)).toBe(false);
  expect(JSON.parse(design.models[0]?.schema ?? '')).toEqual(schema);
});

test('references in parts of a schema that mean nothing are left out with them', () => {
  const result = withSchemas({
    A: {
      type: 'string',
      'x-old': [{ $ref: '#/nowhere' }],
      'x-kept': { a: 1 },
      examples: { a: { $ref: '#/b' } },
      example: { $ref: '#/c' },
    },
  });
  expect(JSON.parse(result.design.models[0]?.schema ?? '')).toEqual({ type: 'string', 'x-kept': { a: 1 } });
  expect(itemsOf(result, 'field-not-carried').map(({ pointer }) => pointer)).toEqual([
    '/components/schemas/A/x-old',
    '/components/schemas/A/examples',
    '/components/schemas/A/example',
  ]);
});

test('a reference into another schema makes a model of what it points to', () => {
  const { design } = withSchemas({
    Pet: { properties: { owner: { type: 'string' } } },
    Shop: { properties: { boss: { $ref: '#/components/schemas/Pet/properties/owner' } } },
  });
  expect(design.models.map(({ name }) => name)).toEqual(['Pet', 'PetOwner', 'Shop']);
});

test('null is allowed in every way that 3.0 writes it', () => {
  const { design } = withSchemas({
    A: { type: 'string', nullable: true, enum: ['a'] },
    B: { nullable: true, allOf: [{ type: 'object' }] },
    C: { nullable: true, oneOf: [{ type: 'object' }] },
    D: { type: 'number', exclusiveMinimum: 3, nullable: false },
  });
  expect(design.models.map(({ schema }) => JSON.parse(schema) as Json)).toEqual([
    { type: ['string', 'null'], enum: ['a', null] },
    { anyOf: [{ allOf: [{ type: 'object' }] }, { type: 'null' }] },
    { oneOf: [{ type: 'object' }, { type: 'null' }] },
    { type: 'number', minimum: 3, exclusiveMinimum: true },
  ]);
});

test('nothing that is unknown is dropped in silence', () => {
  const result = described({
    extra: 1,
    'x-mine': 1,
    webhooks: {},
    paths: {
      '/a': {
        get: {
          callbacks: {},
          unheard: 1,
          requestBody: { content: { 'multipart/form-data': { schema: { type: 'object' }, encoding: {} } } },
          responses: { 200: { description: 'ok', links: {} } },
        },
      },
    },
    components: { parameters: { Unused: {} }, securitySchemes: { unused: { type: 'http', scheme: 'basic' } } },
  });
  const found = result.report.items.map(({ code, pointer }) => `${code} ${pointer}`);
  expect(found).toEqual(
    expect.arrayContaining([
      'unknown-field /extra',
      'vendor-extension /x-mine',
      'field-not-carried /webhooks',
      'field-not-carried /paths/~1a/get/callbacks',
      'unknown-field /paths/~1a/get/unheard',
      'field-not-carried /paths/~1a/get/requestBody/content/multipart~1form-data/encoding',
      'field-not-carried /paths/~1a/get/responses/200/links',
      'unused-component /components/parameters/Unused',
      'unused-component /components/securitySchemes/unused',
    ]),
  );
});

test('the same finding at many places is one item', () => {
  const paths = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`/p${index}`, { get: { 'x-mine': 1, responses: {} } }]),
  );
  const item = itemsOf(described({ paths }), 'vendor-extension')[0];
  expect(item?.count).toBe(50);
  expect(item?.pointers).toHaveLength(10);
});

test('references that multiply the work are cut off', () => {
  const headers = Object.fromEntries(
    Array.from({ length: 3000 }, (_, index) => [`X-${index}`, { schema: { type: 'string' } }]),
  );
  const response = { $ref: '#/components/responses/Big' };
  const responses = Object.fromEntries([200, 201, 202, 400, 401, 403, 404, 500].map((status) => [status, response]));
  const paths = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`/p${index}`, { get: { responses } }]));
  const started = process.threadCpuUsage();
  const { report } = described({ paths, components: { responses: { Big: { description: '', headers } } } });
  const { user } = process.threadCpuUsage(started);
  expect(report.items.map(({ code }) => code)).toContain('too-complex');
  expect(user / 1e6).toBeLessThan(10);
}, 60_000);

test('security that is optional leaves a method open, and the document speaks for operations that do not', () => {
  const { design } = described({
    security: [{ key: [] }],
    paths: {
      '/a': {
        get: { responses: {} },
        put: { security: [], responses: {} },
        post: { security: [{ key: [] }, {}], responses: {} },
      },
    },
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } } },
  });
  const required = ['GET', 'PUT', 'POST'].map((verb) => methodAt(design, verb, '/a')?.apiKeyRequired);
  expect(required).toEqual([true, false, false]);
});

test('small faults of real descriptions do not refuse them', () => {
  const { design, report } = importDocument({
    openapi: '3.0.0',
    info: { title: ' ', version: '' },
    paths: { '/a': { get: { parameters: [{ name: '', in: 'query', schema: {} }], responses: {} } } },
    components: {
      schemas: {
        Big: { description: 'x'.repeat(500_000) },
        Choice: {
          discriminator: { propertyName: 'kind', mapping: { a: '#/nowhere', b: 'Big', c: '#/components/schemas/Big' } },
        },
      },
    },
  });
  expect(hasErrors(report)).toBe(false);
  expect(report.items.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['invalid-value', 'parameter-not-carried', 'truncated', 'unresolved-reference']),
  );
  expect(design.api).toMatchObject({ name: 'Untitled API', version: null });
  const [big, choice] = design.models;
  expect(big?.schema).toBe('{}');
  expect(JSON.parse(choice?.schema ?? '')).toMatchObject({
    discriminator: { mapping: { a: '#/nowhere', b: 'Big', c: '#/models/Big' } },
  });
});

test('content of which nothing is known shares one model', () => {
  const content = { 'application/octet-stream': {}, 'application/json': { schema: {} } };
  const result = described({ paths: { '/a': { get: { responses: { 200: { description: 'ok', content } } } } } });
  expect(methodAt(result.design, 'GET', '/a')?.methodResponses[0]?.responseModels).toEqual({
    'application/octet-stream': 'Empty',
    'application/json': 'Empty',
  });
  expect(result.design.models).toMatchObject([{ name: 'Empty', schema: '{}' }]);
});
