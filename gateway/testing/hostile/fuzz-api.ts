import { mockIntegration } from '#core/integrations/schema.ts';
import type { ApiSnapshot } from '#core/snapshot/schema.ts';
import { proxyTo, route, snapshot } from '#gateway/testing/fixtures.ts';

/** An API with something of everything that a request can reach, for requests that are wrong. */
export function fuzzApi(upstreamUrl: string): ApiSnapshot {
  const json = {
    ...proxyTo(`${upstreamUrl}/json`),
    type: 'HTTP' as const,
    httpMethod: 'POST',
    requestTemplates: { 'application/json': '{"a":$input.json(\'$.a\'),"q":"$input.params(\'q\')"}' },
    integrationResponses: mockIntegration().integrationResponses,
  };
  const body = { type: 'object', properties: { a: { type: 'string' } } };
  const validation = { body: true, requiredParameters: [{ in: 'header' as const, name: 'x' }] };
  const design = snapshot(
    [
      route('ANY', '/mock', mockIntegration()),
      route('GET', '/pets/{petId}', proxyTo(`${upstreamUrl}/pets/{petId}`)),
      route('ANY', '/json', json),
      route('POST', '/json/checked', json, { validation, requestModels: { 'application/json': 'Body' } }),
      route('GET', '/keyed', proxyTo(upstreamUrl), { apiKeyRequired: true }),
      route('ANY', '/{proxy+}', proxyTo(`${upstreamUrl}/{proxy}`)),
    ],
    { models: { Body: body } },
  );
  const corsConfiguration = {
    ...{ allowOrigins: ['https://*.example'], allowMethods: ['*'], allowHeaders: ['*'], exposeHeaders: [] },
    ...{ maxAge: null, allowCredentials: true },
  };
  return { ...design, api: { ...design.api, minimumCompressionSize: 0, corsConfiguration } };
}
