import { expect, test } from 'vitest';
import { buildReference } from './reference.ts';
import { part, petDesign, petMethod } from './testdata.ts';

const options = { baseUrl: 'https://gateway.example.com/a1b2c3d4e5/prod', stageName: 'prod' };

function operation(slug: string, design = petDesign()) {
  const found = buildReference(design, options).operation(slug);
  if (!found) throw new Error(`no operation ${slug}`);
  return found;
}

test('operations are grouped by the first fixed segment, without CORS preflights', () => {
  const reference = buildReference(petDesign(), options);
  expect(reference.title).toBe('Pet shop');
  expect(reference.groups).toEqual([
    {
      name: 'pets',
      operations: [
        { slug: 'list-pets', httpMethod: 'GET', path: '/pets', title: 'List pets', deprecated: false },
        { slug: 'post-pets', httpMethod: 'POST', path: '/pets', title: 'Add a pet', deprecated: false },
        {
          slug: 'get-pets-pet-id',
          httpMethod: 'GET',
          path: '/pets/{petId}',
          title: 'GET /pets/{petId}',
          deprecated: false,
        },
      ],
    },
  ]);
  expect(reference.operation('no-such')).toBeNull();
});

test('a documented tag names the group', () => {
  const design = petDesign({
    documentationParts: [part({ type: 'METHOD', path: '/pets', method: 'GET' }, { tags: ['Animals'] })],
  });
  expect(buildReference(design, options).groups.map(({ name }) => name)).toEqual(['Animals', 'pets']);
});

test('operations with one name have slugs of their own', () => {
  const design = petDesign({
    methods: [
      petMethod({ operationName: 'list' }),
      petMethod({ httpMethod: 'POST', operationName: 'List' }),
      petMethod({ httpMethod: 'PUT', operationName: '***' }),
      petMethod({ httpMethod: 'PATCH', operationName: 'openapi' }),
    ],
  });
  const slugs = buildReference(design, options).groups.flatMap((group) => group.operations.map(({ slug }) => slug));
  expect(slugs).toEqual(['list', 'list-2', 'operation', 'openapi-2']);
});

test('an operation tells its parameters, inherited descriptions and required values', () => {
  const { parameters, samples } = operation('get-pets-pet-id');
  expect(parameters.map(({ in: place, name, required, description }) => [place, name, required, description])).toEqual([
    ['path', 'petId', true, 'Its number.'],
    ['query', 'fields', true, null],
    ['query', 'expand', false, null],
    ['header', 'X-Tenant', true, null],
  ]);
  expect(parameters[0]?.schema?.type).toBe('integer');
  expect(samples.find(({ language }) => language === 'curl')?.code).toBe(
    ['curl --request GET', `--url '${options.baseUrl}/pets/1?fields=fields'`, "--header 'X-Tenant: X-Tenant'"].join(
      ' \\\n  ',
    ),
  );
});

test('request and response bodies follow references, and a model inside itself ends the tree', () => {
  const { requestBody, responses, auth, description } = operation('post-pets');
  expect(description).toBe('Adds *one*.');
  expect(auth.apiKeyRequired).toBe(true);
  const schema = requestBody?.bodies[0]?.schema;
  expect(schema?.name).toBe('Pet');
  const properties = new Map(schema?.properties.map((property) => [property.name, property]));
  expect([...properties.keys()]).toEqual(['id', 'name', 'status', 'tags', 'parent']);
  expect(properties.get('name')?.required).toBe(true);
  expect(properties.get('name')?.node.constraints).toEqual(['at most 40 characters']);
  expect(properties.get('status')?.node.values).toEqual(['"available"', '"sold"']);
  expect(properties.get('tags')?.node.type).toBe('array of Tag');
  expect(properties.get('parent')?.node).toMatchObject({ name: 'Pet', ends: 'recursive', properties: [] });
  expect(requestBody?.bodies[0]?.example).toEqual({ name: 'Rex', status: 'available', tags: [{ label: 'string' }] });

  expect(responses.map(({ statusCode, description: text }) => [statusCode, text])).toEqual([
    ['201', 'It is there.'],
    ['400', null],
  ]);
  expect(responses[0]?.headers).toEqual([{ name: 'Location', description: null }]);
  expect(responses[0]?.bodies[0]?.example).toMatchObject({ id: 1, name: 'Rex' });
});

test('an authorizer says where its token goes', () => {
  const design = petDesign({
    methods: [petMethod({ operationName: 'list', authorizationType: 'CUSTOM', authorizerId: 'auth' })],
    authorizers: [
      {
        id: 'auth',
        name: 'Sign-in',
        type: 'TOKEN',
        providerARNs: [],
        authType: null,
        authorizerUri: null,
        authorizerCredentials: null,
        identitySource: 'method.request.header.Authorization',
        identityValidationExpression: null,
        authorizerResultTtlInSeconds: 300,
        jwtConfiguration: null,
      },
    ],
  });
  const { auth, samples } = operation('list', design);
  expect(auth).toMatchObject({ authorizerName: 'Sign-in', tokenHeader: 'Authorization' });
  expect(samples[0]?.code).toContain("--header 'Authorization: YOUR_TOKEN'");
});

test('ANY is shown as a call of GET, or of POST when it takes a body', () => {
  const design = petDesign({
    methods: [
      petMethod({ httpMethod: 'ANY', operationName: 'any' }),
      petMethod({
        httpMethod: 'ANY',
        resourceId: 'pet',
        operationName: 'anyBody',
        requestModels: { 'application/json': 'Pet' },
      }),
    ],
  });
  expect(operation('any', design).sampleMethod).toBe('GET');
  expect(operation('any-body', design).sampleMethod).toBe('POST');
});

test('equal designs give equal references', () => {
  expect(operation('post-pets')).toEqual(operation('post-pets'));
});

test('documentation and models that are no JSON objects are as if they were absent', () => {
  const design = petDesign({
    documentationParts: [
      { ...part({ type: 'METHOD', path: '/pets', method: 'POST' }, {}), properties: '{broken' },
      { ...part({ type: 'API' }, {}), properties: '[1]' },
    ],
    models: [{ ...petDesign().models[0]!, schema: 'not json' }],
  });
  const { requestBody, samples } = operation('post-pets', design);
  expect(requestBody?.bodies[0]).toEqual({ contentType: 'application/json', schema: null, example: undefined });
  expect(samples[0]?.code).toContain("--data-raw '{}'");
});

test('documented examples come first, and a form that only the documentation knows is a body', () => {
  const at = { path: '/pets', method: 'POST' };
  const design = petDesign({
    documentationParts: [
      part(
        { type: 'REQUEST_BODY', ...at },
        {
          description: 'The pet.',
          content: {
            'application/json': { examples: { one: { value: { name: 'Bo' } } } },
            'multipart/form-data': { schema: { type: 'object', properties: { photo: { type: 'string' } } } },
          },
        },
      ),
      part({ type: 'RESPONSE_BODY', ...at, statusCode: '201' }, { content: { 'application/json': { example: [1] } } }),
      part(
        { type: 'PATH_PARAMETER', path: '/pets/{petId}', method: 'GET', name: 'petId' },
        {
          schema: { type: 'string' },
          example: 'p-7',
        },
      ),
    ],
  });
  const { requestBody, responses, samples } = operation('post-pets', design);
  expect(requestBody?.description).toBe('The pet.');
  expect(requestBody?.bodies.map(({ contentType, example }) => [contentType, example])).toEqual([
    ['application/json', { name: 'Bo' }],
    ['multipart/form-data', { photo: 'string' }],
  ]);
  expect(responses[0]?.bodies[0]?.example).toEqual([1]);
  expect(samples[0]?.code).toContain('"name": "Bo"');
  expect(operation('get-pets-pet-id', design).samples[0]?.code).toContain('/pets/p-7?');
});

test('a child path takes from its ancestors what they say of every method, and nothing of their own methods', () => {
  const design = petDesign({
    methods: [
      petMethod({
        resourceId: 'pet',
        operationName: 'read',
        methodResponses: [
          { statusCode: '200', responseParameters: {}, responseModels: { 'application/xml': 'Pet' } },
          { statusCode: '404', responseParameters: {}, responseModels: {} },
        ],
      }),
    ],
    documentationParts: [
      part({ type: 'RESPONSE', path: '/pets', method: 'GET', statusCode: '200' }, { description: 'A list.' }),
      part({ type: 'RESPONSE', path: '/', method: '*', statusCode: '404' }, { description: 'Nothing here.' }),
    ],
  });
  const { responses } = operation('read', design);
  expect(responses.map(({ description }) => description)).toEqual([null, 'Nothing here.']);
  // An object is no XML.
  expect(responses[0]?.bodies[0]?.example).toBeUndefined();
});

test('the SDK sample names client, resource and method as the SDK does', () => {
  const sample = operation('post-pets').samples.find(({ language }) => language === 'typescript')?.code;
  expect(sample).toBe(
    [
      "import { PetShopClient } from 'pet-shop-sdk';",
      '',
      "const client = new PetShopClient({ apiKey: 'YOUR_API_KEY' });",
      "const result = await client.pets.create({ name: 'text' });",
      '',
      'console.log(result);',
    ].join('\n'),
  );
  const any = petDesign({ methods: [petMethod({ httpMethod: 'ANY', operationName: 'any' })] });
  expect(operation('any', any).samples.map(({ language }) => language)).toEqual(['curl', 'javascript', 'python']);
});
