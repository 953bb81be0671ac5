import { expect, test } from 'vitest';
import { effectiveGatewayResponses } from './effective.ts';
import { gatewayResponseTypes } from './schema.ts';

test('every type answers as AWS does until something is set', () => {
  const all = effectiveGatewayResponses([]);
  expect(all.map((response) => response.responseType)).toEqual(gatewayResponseTypes);
  expect(all.find((response) => response.responseType === 'THROTTLED')).toMatchObject({
    statusCode: '429',
    source: 'standard',
  });
  expect(all.find((response) => response.responseType === 'DEFAULT_5XX')?.statusCode).toBeNull();
});

test('a default covers its class, and a type of its own wins over it', () => {
  const none = { responseParameters: {}, responseTemplates: {} };
  const all = effectiveGatewayResponses([
    {
      responseType: 'DEFAULT_4XX',
      statusCode: '418',
      ...none,
      responseParameters: { 'gatewayresponse.header.x': "'1'" },
    },
    { responseType: 'QUOTA_EXCEEDED', statusCode: null, ...none },
  ]);
  const of = (type: string) => all.find((response) => response.responseType === type);
  expect(of('THROTTLED')).toMatchObject({
    statusCode: '418',
    source: 'inherited',
    responseParameters: { 'gatewayresponse.header.x': "'1'" },
  });
  expect(of('QUOTA_EXCEEDED')).toMatchObject({ statusCode: '429', source: 'own', responseParameters: {} });
  expect(of('INTEGRATION_TIMEOUT')).toMatchObject({ statusCode: '504', source: 'standard' });
});
