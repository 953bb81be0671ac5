import { expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { lambdaUri } from './aws-uri-parts.ts';
import { flowBoxes } from './method-flow-boxes.ts';
import { integrationOfKind } from './integration-kinds.ts';
import type { LoadedMethod } from './use-method-draft.ts';

const open: LoadedMethod = {
  resourceId: 'abc123',
  path: '/pets/{petId}',
  revision: 1,
  updatedAt: new Date(0),
  httpMethod: 'GET',
  authorizationType: 'NONE',
  authorizerId: null,
  authorizationScopes: [],
  apiKeyRequired: false,
  operationName: null,
  requestValidatorId: null,
  requestParameters: {},
  requestModels: {},
  methodResponses: [],
  integration: mockIntegration(),
};

function linesOf(method: LoadedMethod, names = {}): string[][] {
  return flowBoxes(method, names).map(({ lines }) => lines.map(({ text }) => text));
}

test('a method that asks for nothing says that it is open', () => {
  expect(linesOf(open)).toEqual([
    ['GET', '/pets/{petId}'],
    ['Open to everybody', 'Nothing is validated'],
    ['MOCK', 'Answers by itself'],
    ['1 response', '200'],
  ]);
});

test('what is on is shown in the order in which a request meets it', () => {
  const guarded: LoadedMethod = {
    ...open,
    ...{ authorizationType: 'JWT', authorizerId: 'a', authorizationScopes: ['read'] },
    ...{ apiKeyRequired: true, requestValidatorId: 'v' },
    requestParameters: { 'method.request.path.petId': true, 'method.request.header.x-team': false },
    integration: {
      ...integrationOfKind(null, 'AWS_PROXY', open),
      uri: lambdaUri('arn:aws:lambda:us-east-1:123456789012:function:orders:live'),
      cacheKeyParameters: ['method.request.path.petId'],
    },
  };
  const validator = { validateRequestBody: true, validateRequestParameters: true };
  expect(linesOf(guarded, { authorizer: 'customers', validator }).slice(1)).toEqual([
    ['Authorizer customers', 'with 1 scope', 'API key required', 'Validates body, 1 parameter'],
    ['Lambda proxy', 'orders:live', '29 s at most', 'Cache key of 1 parameter'],
    ['Passed through'],
  ]);
});
