import { expect, test } from 'vitest';
import { designSchema } from '../apis/design.ts';
import { importText, itemsOf, methodAt, testdata } from './testdata/read.ts';

const versions = [
  { file: 'petstore-2.0.yaml', methods: 20, resources: 16, base: 'https://petstore.example.com/v2' },
  { file: 'petstore.yaml', methods: 19, resources: 15, base: 'https://petstore.example.com/api/v3' },
  { file: 'petstore.json', methods: 19, resources: 15, base: 'https://petstore.example.com/api/v3' },
  { file: 'petstore-3.1.yaml', methods: 19, resources: 15, base: 'https://petstore.example.com/api/v3' },
];

test.each(versions)('the Petstore of $file becomes a whole design', ({ file, methods, resources, base }) => {
  const { design, report } = importText(testdata(file));
  expect(designSchema.parse(design)).toEqual(design);
  expect(report.counts).toMatchObject({ operations: methods, methods, resources, skippedOperations: 0, errors: 0 });
  expect(design.api).toMatchObject({ id: 'api1', name: 'Petstore', version: '1.0.7' });

  const get = methodAt(design, 'GET', '/pet/{petId}');
  expect(get).toMatchObject({
    operationName: 'getPetById',
    apiKeyRequired: true,
    requestParameters: { 'method.request.path.petId': true },
    integration: {
      type: 'HTTP_PROXY',
      httpMethod: 'GET',
      uri: `${base}/pet/{petId}`,
      requestParameters: { 'integration.request.path.petId': 'method.request.path.petId' },
    },
  });
  expect(get?.methodResponses.find(({ statusCode }) => statusCode === '200')?.responseModels).toMatchObject({
    'application/json': 'Pet',
  });
  expect(methodAt(design, 'GET', '/pet/findByStatus')?.requestParameters).toEqual({
    'method.request.querystring.status': true,
  });
  expect(methodAt(design, 'POST', '/pet')?.requestModels).toMatchObject({ 'application/json': 'Pet' });
  const pet = design.models.find(({ name }) => name === 'Pet');
  expect(JSON.parse(pet?.schema ?? '').properties.tags.items).toEqual({ $ref: '#/models/Tag' });
  expect(design.models.map(({ name }) => name)).toContain('FindPetsByStatusResponse200');
});

test('JSON and YAML of the same document give the same design', () => {
  expect(importText(testdata('petstore.json')).design).toEqual(importText(testdata('petstore.yaml')).design);
});

test('the base URL can be chosen, and a mock or nothing taken instead', () => {
  const text = testdata('petstore.json');
  const chosen = importText(text, { baseUrl: 'http://127.0.0.1:9000/shop/' }).design;
  expect(methodAt(chosen, 'GET', '/pet/{petId}')?.integration?.uri).toBe('http://127.0.0.1:9000/shop/pet/{petId}');
  const mock = importText(text, { integration: 'mock' }).design;
  expect(mock.methods.every(({ integration }) => integration?.type === 'MOCK')).toBe(true);
  expect(methodAt(mock, 'DELETE', '/pet/{petId}')?.methodResponses.map(({ statusCode }) => statusCode)).toEqual([
    '200',
    '400',
  ]);
  expect(
    importText(text, { integration: 'none' }).design.methods.every(({ integration }) => integration === null),
  ).toBe(true);
  expect(() => importText(text, { baseUrl: 'ftp://x' })).toThrow(/absolute http/);
});

test.each([
  ['ignore', '/pet'],
  ['prepend', '/api/v3/pet'],
  ['split', '/v3/pet'],
] as const)('the base path is taken as asked: %s', (basepath, path) => {
  const { design } = importText(testdata('petstore.yaml'), { basepath });
  const method = methodAt(design, 'POST', path);
  expect(method?.integration?.uri).toBe('https://petstore.example.com/api/v3/pet');
});

test('security that the gateway does not enforce is reported, with place and count', () => {
  const result = importText(testdata('petstore.yaml'));
  const [item] = itemsOf(result, 'security-not-carried');
  expect(item).toMatchObject({ level: 'warning', count: 7, pointer: '/paths/~1pet/put/security', line: 41, column: 7 });
  expect(item?.message).toContain('petstore_auth');
});

test('what only documents becomes documentation parts', () => {
  const { design } = importText(testdata('petstore.yaml'));
  const part = (type: string, fields: object) =>
    design.documentationParts.find(
      ({ location }) =>
        location.type === type &&
        Object.entries(fields).every(([key, value]) =>
          Object.entries(location).some(([k, v]) => k === key && v === value),
        ),
    );
  expect(JSON.parse(part('METHOD', { path: '/pet', method: 'PUT' })?.properties ?? '')).toEqual({
    summary: 'Change a pet',
    description: 'Replaces everything that is known about a pet.',
    tags: ['pet'],
  });
  expect(
    JSON.parse(part('PATH_PARAMETER', { path: '/pet/{petId}', method: 'GET', name: 'petId' })?.properties ?? ''),
  ).toEqual({
    description: 'Number of the pet',
    schema: { type: 'integer', format: 'int64' },
  });
  expect(JSON.parse(part('RESPONSE_BODY', { path: '/pet', method: 'POST' })?.properties ?? '').content).toMatchObject({
    'application/json': { example: { name: 'Rex' } },
  });
  expect(JSON.parse(part('API', {})?.properties ?? '')).toMatchObject({ info: { license: { name: 'Apache-2.0' } } });
});

test('Swagger 2.0 parameters are documented as OpenAPI 3 does, and forms become models', () => {
  const { design } = importText(testdata('petstore-2.0.yaml'));
  const tags = design.documentationParts.find(({ location }) => location.name === 'tags');
  expect(JSON.parse(tags?.properties ?? '')).toEqual({
    explode: false,
    schema: { type: 'array', items: { type: 'string' } },
  });
  expect(methodAt(design, 'POST', '/pet/{petId}')?.requestModels).toEqual({
    'application/x-www-form-urlencoded': 'UpdatePetWithFormRequest',
  });
  const upload = design.models.find(({ name }) => name === 'UploadFileRequest');
  expect(JSON.parse(upload?.schema ?? '').properties.file).toEqual({ type: 'string', format: 'binary' });
  expect(methodAt(design, 'PUT', '/pet')?.requestModels).toEqual({
    'application/json': 'Pet',
    'application/xml': 'Pet',
  });
});

test('each version keeps its dialect of JSON Schema', () => {
  const old = importText(testdata('petstore.yaml')).design.models.find(({ name }) => name === 'Order');
  expect(JSON.parse(old?.schema ?? '')).toMatchObject({ properties: { shipDate: { type: ['string', 'null'] } } });
  expect(old?.schema).not.toContain('$schema');
  const nullable = importText(testdata('petstore-2.0.yaml')).design.models.find(({ name }) => name === 'Pet');
  expect(JSON.parse(nullable?.schema ?? '').properties.nickname).toEqual({ type: ['string', 'null'] });
  const problem = importText(testdata('petstore-3.1.yaml')).design.models.find(({ name }) => name === 'Problem');
  expect(JSON.parse(problem?.schema ?? '')).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    properties: { inner: { $ref: '#/models/Problem' }, code: { $ref: '#/$defs/code' } },
  });
  expect(itemsOf(importText(testdata('petstore-3.1.yaml')), 'field-not-carried')[0]?.message).toContain('webhooks');
});

test('progress is told up to the end', () => {
  const seen: number[] = [];
  importText(testdata('petstore.yaml'), { onProgress: ({ done, total }) => seen.push(done / total) });
  expect(seen.at(0)).toBe(0);
  expect(seen.at(-1)).toBe(1);
});
