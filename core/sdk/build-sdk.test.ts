import { describe, expect, test } from 'vitest';
import { buildSdk } from './build-sdk.ts';
import type { Type } from './ir.ts';
import { designOf, jsonResponse, method, petstoreDesign } from './testing/designs.ts';
import { circularAliases } from './typescript/types.ts';

function typeOf(schema: unknown, others: Record<string, unknown> = {}): Type | undefined {
  const design = designOf({ paths: [], methods: [], models: { ...others, Subject: schema } });
  return buildSdk(design, { baseUrl: 'https://x' }).types.find(({ name }) => name === 'Subject')?.type;
}

const text: Type = { kind: 'primitive', name: 'string' };
const unknown: Type = { kind: 'primitive', name: 'unknown' };

test.each<[string, unknown, Type]>([
  ['a text', { type: 'string' }, text],
  ['a 64-bit integer', { type: 'integer', format: 'int64' }, { kind: 'primitive', name: 'int64' }],
  ['an integer', { type: 'integer', format: 'int32' }, { kind: 'primitive', name: 'integer' }],
  ['a time', { type: 'string', format: 'date-time' }, { kind: 'primitive', name: 'dateTime' }],
  ['bytes', { type: 'string', format: 'binary' }, { kind: 'primitive', name: 'binary' }],
  ['draft-04 null', { type: ['string', 'null'] }, { kind: 'nullable', type: text }],
  ['OpenAPI null', { type: 'string', nullable: true }, { kind: 'nullable', type: text }],
  ['an alternative null', { anyOf: [{ type: 'string' }, { type: 'null' }] }, { kind: 'nullable', type: text }],
  [
    'several types',
    { type: ['string', 'integer'] },
    { kind: 'union', variants: [text, { kind: 'primitive', name: 'integer' }] },
  ],
  ['an enum', { enum: ['a', 'b', 'a'] }, { kind: 'enum', base: 'string', values: ['a', 'b'] }],
  [
    'an enum with null',
    { enum: ['a', 'b', null] },
    { kind: 'nullable', type: { kind: 'enum', base: 'string', values: ['a', 'b'] } },
  ],
  ['a numeric enum', { type: 'integer', enum: [1, 2] }, { kind: 'enum', base: 'number', values: [1, 2] }],
  ['a constant', { const: 'x' }, { kind: 'literal', value: 'x' }],
  ['an enum of one', { type: 'string', enum: ['x'] }, { kind: 'literal', value: 'x' }],
  ['a list', { type: 'array', items: { type: 'string' } }, { kind: 'array', items: text }],
  ['a list of anything', { type: 'array' }, { kind: 'array', items: unknown }],
  ['a map', { type: 'object', additionalProperties: { type: 'string' } }, { kind: 'map', values: text }],
  ['an object of anything', { type: 'object' }, { kind: 'map', values: unknown }],
  ['itself', { type: 'array', items: { $ref: '#' } }, { kind: 'array', items: { kind: 'named', name: 'Subject' } }],
  ['another model', { $ref: '#/models/Other' }, { kind: 'named', name: 'Other' }],
  [
    "another model by AWS's URL",
    { $ref: 'https://apigateway.amazonaws.com/restapis/abc/models/Other' },
    { kind: 'named', name: 'Other' },
  ],
  ['a model that is not there', { $ref: '#/models/Nope' }, unknown],
  ['a reference elsewhere', { $ref: 'https://example.com/x.json' }, unknown],
  ['an alternative that is unknown', { oneOf: [{ type: 'string' }, {}] }, unknown],
  ['equal alternatives', { oneOf: [{ type: 'string' }, { type: 'string' }] }, text],
  ['all of', { allOf: [{ $ref: '#/models/Other' }, { description: 'nothing' }] }, { kind: 'named', name: 'Other' }],
  ['a boolean schema', true, unknown],
])('%s', (_name, schema, expected) => {
  expect(typeOf(schema, { Other: { type: 'string' } })).toEqual(expected);
});

test('an object has its properties with what is known about each', () => {
  const schema = {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'string', readOnly: true, description: 'Its id' },
      old: { type: 'string', deprecated: true },
      __proto__x: {},
    },
    additionalProperties: { type: 'string' },
  };
  expect(typeOf(schema)).toEqual({
    kind: 'object',
    properties: [
      { name: 'id', type: text, required: true, readOnly: true, description: 'Its id', deprecated: false },
      { name: 'old', type: text, required: false, readOnly: false, description: null, deprecated: true },
      { name: '__proto__x', type: unknown, required: false, readOnly: false, description: null, deprecated: false },
    ],
    additional: text,
  });
});

test('definitions inside a model become types of their own', () => {
  const schema = {
    type: 'array',
    items: { $ref: '#/definitions/Leg' },
    definitions: { Leg: { type: 'object', properties: { next: { $ref: '#/definitions/Leg' } } } },
  };
  const design = designOf({ paths: [], methods: [], models: { Animal: schema } });
  const { types } = buildSdk(design, { baseUrl: '' });
  expect(types.map(({ name }) => name)).toEqual(['Animal', 'AnimalLeg']);
  expect(types[0]?.type).toEqual({ kind: 'array', items: { kind: 'named', name: 'AnimalLeg' } });
});

test('a schema nested without end of patience is cut off', () => {
  let schema: unknown = { type: 'string' };
  for (let i = 0; i < 2000; i += 1) schema = { type: 'array', items: schema };
  expect(JSON.stringify(typeOf(schema)).length).toBeLessThan(5000);
});

describe('operations', () => {
  test('of the Petstore are grouped by tag and named without their noun', () => {
    const sdk = buildSdk(petstoreDesign(), { baseUrl: 'http://gateway/api/prod/' });
    expect(sdk.baseUrl).toBe('http://gateway/api/prod');
    expect(
      sdk.services.map(({ name, operations }) => [name, operations.map(({ words }) => words.join(' '))]),
    ).toMatchObject([
      ['pet', expect.arrayContaining(['add', 'update', 'find by status', 'get by id', 'delete']) as string[]],
      ['store', expect.arrayContaining(['get inventory', 'place order']) as string[]],
      ['user', expect.arrayContaining(['create', 'login', 'get by name']) as string[]],
    ]);
    const find = sdk.services[0]?.operations.find(({ words }) => words.join(' ') === 'find by status');
    expect(find).toMatchObject({
      key: 'GET /pet/findByStatus',
      summary: 'Find pets by status',
      parameters: [{ in: 'query', name: 'status', required: true, style: 'repeat', type: { kind: 'array' } }],
      body: null,
    });
  });

  test('have path parameters though none is declared, and no headers that the client sets', () => {
    const design = designOf({
      paths: ['/files/{proxy+}'],
      methods: [
        method('/files/{proxy+}', 'GET', {
          requestParameters: {
            'method.request.header.Authorization': true,
            'method.request.header.X-Trace': false,
            'method.request.path.gone': true,
            nonsense: true,
          },
        }),
      ],
    });
    const operation = buildSdk(design, { baseUrl: '' }).services[0]?.operations[0];
    expect(operation?.path).toEqual([{ text: '/files/' }, { parameter: 'proxy', greedy: true }]);
    expect(operation?.parameters.map(({ in: place, name }) => `${place} ${name}`)).toEqual([
      'path proxy',
      'header X-Trace',
    ]);
  });

  test('that callers have no use for are listed with the reason', () => {
    const design = designOf({
      paths: ['/a'],
      methods: [method('/a', 'ANY'), method('/a', 'OPTIONS'), method('/a', 'GET')],
    });
    const sdk = buildSdk(design, { baseUrl: '' });
    expect(sdk.skipped.map(({ operation }) => operation)).toEqual(['ANY /a', 'OPTIONS /a']);
    expect(sdk.services[0]?.operations).toHaveLength(1);
  });

  test('know how bodies are written and which answers have none', () => {
    const design = designOf({
      paths: ['/a'],
      methods: [
        method('/a', 'POST', {
          requestModels: { 'application/xml': 'A', 'multipart/form-data': 'A' },
          methodResponses: [jsonResponse('201', 'A'), jsonResponse('204'), jsonResponse('200')],
        }),
        method('/a', 'PUT', { requestModels: { 'application/xml': 'A', 'application/merge-patch+json': 'A' } }),
      ],
      models: { A: { type: 'object' } },
    });
    const [post, put] = buildSdk(design, { baseUrl: '' }).services[0]?.operations ?? [];
    expect(post?.body).toMatchObject({ encoding: 'multipart', required: true });
    expect(post?.responses.map(({ type }) => type)).toEqual([{ kind: 'named', name: 'A' }, 'none', null]);
    expect(put?.body).toMatchObject({ encoding: 'json', contentType: 'application/merge-patch+json' });
  });
});

test('a long chain of definitions is no chain of calls', () => {
  const length = 20_000;
  const definitions = Object.fromEntries(
    Array.from({ length }, (_, index) => [`D${index}`, { $ref: `#/definitions/D${index + 1}` }]),
  );
  const design = designOf({ paths: [], methods: [], models: { Chain: { $ref: '#/definitions/D0', definitions } } });
  const { types } = buildSdk(design, { baseUrl: '' });
  expect(types).toHaveLength(length + 1);
  expect(circularAliases(types).size).toBe(0);
});

test('aliases that lead back to themselves are found, others are not', () => {
  const design = designOf({
    paths: [],
    methods: [],
    models: {
      Self: { $ref: '#/models/Self' },
      Left: { oneOf: [{ $ref: '#/models/Right' }, { type: 'string' }] },
      Right: { anyOf: [{ $ref: '#/models/Left' }, { type: 'null' }] },
      User: { $ref: '#/models/Left' },
      Tree: { type: 'array', items: { $ref: '#/models/Tree' } },
    },
  });
  expect([...circularAliases(buildSdk(design, { baseUrl: '' }).types)].sort()).toEqual(['Left', 'Right', 'Self']);
});
