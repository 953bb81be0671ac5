import { expect, test } from 'vitest';
import { emptyDesign } from '../apis/design.ts';
import { fillDesign, type ShortDesign } from '../testing/fill-design.ts';
import { diffDesigns } from './diff.ts';

const method = { path: '/pets', httpMethod: 'GET' };
const validator = { id: 'v', name: 'all', validateRequestBody: true, validateRequestParameters: false };

function changes(before: ShortDesign, after: ShortDesign) {
  return diffDesigns(fillDesign(before), fillDesign(after));
}

/** The one change between two forms of the same method. */
function methodChange(before: object, after: object) {
  const found = changes({ methods: [{ ...method, ...before }] }, { methods: [{ ...method, ...after }] });
  expect(found).toHaveLength(1);
  return found[0];
}

test('equal designs do not differ, whatever ids their objects have', () => {
  const short = {
    methods: [{ ...method, requestValidatorId: 'v' }],
    requestValidators: [validator],
    models: { A: { type: 'string' } },
  };
  const design = fillDesign(short);
  const other = {
    ...design,
    resources: design.resources.map((resource) => ({ ...resource, id: `x${resource.id}` })),
    methods: design.methods.map((each) => ({ ...each, resourceId: `x${each.resourceId}`, requestValidatorId: 'w' })),
    requestValidators: [{ ...validator, id: 'w' }],
    models: design.models.map((model) => ({ ...model, id: 'm2', schema: '{ "type" : "string" }' })),
  };
  expect(diffDesigns(design, design)).toEqual([]);
  expect(diffDesigns(design, other)).toEqual([]);
});

test('methods stand for their resources; a resource without any is named itself', () => {
  const found = changes({}, { paths: ['/a/b'], methods: [method] });
  expect(found.map((change) => `${change.kind} ${change.object} ${change.name}`)).toEqual([
    'added resource /a/b',
    'added method GET /pets',
  ]);
  const gone = changes({ methods: [method] }, {});
  expect(gone).toMatchObject([{ kind: 'removed', name: 'GET /pets', path: '/pets', httpMethod: 'GET' }]);
  expect(gone[0]?.breaking).toMatch(/403 or 404/);
});

test('a changed method names its fields, deep ones too', () => {
  const change = methodChange(
    { integration: { type: 'HTTP_PROXY', uri: 'https://a.example', requestTemplates: { 'text/plain': 'a' } } },
    {
      integration: {
        type: 'HTTP_PROXY',
        uri: 'https://b.example',
        requestTemplates: { 'text/plain': 'b', 'text/css': 'c' },
      },
    },
  );
  expect(change?.fields).toEqual([
    { field: 'integration.requestTemplates.text/css', before: null, after: 'c' },
    { field: 'integration.requestTemplates.text/plain', before: 'a', after: 'b' },
    { field: 'integration.uri', before: 'https://a.example', after: 'https://b.example' },
  ]);
  expect(change?.breaking).toBeNull();
});

test('a response is matched by its status code', () => {
  const response = (statusCode: string) => ({ statusCode, responseParameters: {}, responseModels: {} });
  const change = methodChange(
    { methodResponses: [response('200'), response('404')] },
    { methodResponses: [response('404'), response('201'), response('200')] },
  );
  expect(change?.fields).toEqual([
    { field: 'methodResponses.201', before: null, after: { responseParameters: {}, responseModels: {} } },
  ]);
});

test.each([
  ['a key', {}, { apiKeyRequired: true }, /API key/],
  ['no key any more', { apiKeyRequired: true }, {}, null],
  ['authorization', {}, { authorizationType: 'CUSTOM' }, /authorization/],
  [
    'a required parameter',
    {},
    { requestParameters: { 'method.request.header.x': true } },
    /header\.x becomes required/,
  ],
  ['an optional parameter', {}, { requestParameters: { 'method.request.header.x': false } }, null],
  ['a model', {}, { requestModels: { 'application/json': 'A' } }, /model/],
  ['a response less', {}, { methodResponses: [] }, /200 is gone/],
])('%s is said to break callers, or not', (_, before, after, reason) => {
  const { breaking } = methodChange(before, after) ?? {};
  if (reason) expect(breaking).toMatch(reason);
  else expect(breaking).toBeNull();
});

test('a narrower model breaks, a wider one does not', () => {
  const of = (schema: object) => ({ models: { Pet: schema } });
  const [required] = changes(of({ required: ['a'] }), of({ required: ['a', 'b'] }));
  expect(required?.breaking).toBe('b becomes required.');
  expect(changes(of({ properties: { a: {} } }), of({ properties: {} }))[0]?.breaking).toBe('The member a is gone.');
  expect(changes(of({ type: 'string' }), of({ type: 'integer' }))[0]?.breaking).toMatch(/type/);
  expect(changes(of({ properties: { a: {} } }), of({ properties: { a: {}, b: {} } }))[0]?.breaking).toBeNull();
});

test('settings, validators and gateway responses are compared too', () => {
  const before = {
    requestValidators: [validator],
    gatewayResponses: [{ responseType: 'THROTTLED', statusCode: '429' }],
  };
  const after = {
    api: { name: 'Renamed' },
    requestValidators: [{ ...validator, validateRequestParameters: true }],
    gatewayResponses: [{ responseType: 'THROTTLED', statusCode: '503' }],
  };
  expect(changes(before, after)).toMatchObject([
    { object: 'api', fields: [{ field: 'name', before: 'Test', after: 'Renamed' }] },
    { object: 'request-validator', name: 'all', breaking: expect.stringMatching(/400/) as unknown },
    { object: 'gateway-response', name: 'THROTTLED' },
  ]);
});

test('against nothing everything is added', () => {
  const design = fillDesign({ methods: [method], models: { A: {} } });
  expect(new Set(diffDesigns(emptyDesign(design.api), design).map((change) => change.kind))).toEqual(
    new Set(['added']),
  );
});
