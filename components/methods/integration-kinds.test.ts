import { expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { lambdaUri } from './aws-uri-parts.ts';
import { integrationOfKind, kindOf } from './integration-kinds.ts';

const method = { path: '/pets/{petId}', httpMethod: 'GET' as const };
const orders = 'arn:aws:lambda:us-east-1:123456789012:function:orders';

test('a mock that becomes an HTTP proxy hands the path parameters on and drops its template', () => {
  expect(integrationOfKind(mockIntegration(), 'HTTP_PROXY', method)).toMatchObject({
    type: 'HTTP_PROXY',
    httpMethod: 'GET',
    uri: null,
    requestParameters: { 'integration.request.path.petId': 'method.request.path.petId' },
    requestTemplates: {},
  });
});

test('a function stays the same one between its two kinds, and is invoked with POST', () => {
  const proxy = { ...integrationOfKind(null, 'AWS_PROXY', method), uri: lambdaUri(orders) };
  const mapped = integrationOfKind(proxy, 'LAMBDA', method);
  expect(mapped).toMatchObject({ type: 'AWS', httpMethod: 'POST', uri: lambdaUri(orders) });
  expect(kindOf(mapped)).toBe('LAMBDA');
  expect(kindOf(integrationOfKind(mapped, 'AWS', method))).toBe('AWS');
});

test('a URL is no part of an AWS integration, and the other way round', () => {
  const http = { ...integrationOfKind(null, 'HTTP', method), uri: 'https://example.com' };
  expect(integrationOfKind(http, 'HTTP_PROXY', method).uri).toBe('https://example.com');
  const service = integrationOfKind(http, 'AWS', method);
  expect(service.uri).toBe('arn:aws:apigateway:us-east-1:dynamodb:action/GetItem');
  expect(service.requestParameters).toEqual({});
  expect(integrationOfKind(service, 'HTTP', method)).toMatchObject({ uri: null, httpMethod: 'GET' });
});
