import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Authorizer } from '#core/authorizers/schema.ts';
import {
  gatewayResponseDefaults,
  gatewayResponseTypes,
  type GatewayResponse,
  type GatewayResponseType,
} from '#core/gateway-responses/schema.ts';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import { defaultMethodSetting } from '#core/stages/schema.ts';
import { signedHeaders } from '../aws/sign.ts';
import { gatewayErrors } from '../errors.ts';
import { accessKey, secretTablesWith } from '../testing/access-keys.ts';
import { apiId, key, plan, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness, type Answer } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

/** Every type of gateway response, as real requests meet it. */

let gateway: Harness;
const upstream = new UpstreamServer();
const caller = accessKey();
const expired = accessKey({ accessKeyId: 'ASIAEXPIRED', sessionToken: 'session', expiresAtMs: 1 });

beforeAll(async () => {
  await upstream.start();
  upstream.answer = ({ url }, response) => {
    if (url === '/slow') return;
    if (url === '/failing') response.writeHead(500);
    response.end('{"not":"what is asked for"}');
  };
  gateway = await Harness.start({
    secrets: secretTablesWith(caller, expired),
    environment: {
      AWS_ENDPOINT_URL: upstream.url,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-west-1',
    },
  });
  gateway.setKey(key('k1', 'value-of-the-key'));
  gateway.setPlan(plan({ quota: { limit: 1, offset: 0, period: 'DAY' } }));
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});

function authorizer(id: string): Authorizer {
  return {
    ...{ id, name: id, type: 'TOKEN', providerARNs: [], authType: null, authorizerUri: `${upstream.url}/${id}` },
    ...{ authorizerCredentials: null, identitySource: 'method.request.header.Authorization' },
    ...{ identityValidationExpression: null, authorizerResultTtlInSeconds: 0, jwtConfiguration: null },
  };
}

const mock = mockIntegration();
const http: Integration = { ...mock, type: 'HTTP', httpMethod: 'GET', requestTemplates: {} };
const lambdaUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations';

async function deploy(gatewayResponses: GatewayResponse[]): Promise<void> {
  const { url } = upstream;
  const slowly = { timeoutInMillis: 50 };
  const byId = { 'integration.request.path.id': 'method.request.querystring.id' };
  const required = { body: false, requiredParameters: [{ in: 'querystring' as const, name: 'q' }] };
  const routes = [
    route('GET', '/denied', mock),
    route('GET', '/no-status', { ...mock, requestTemplates: { 'application/json': 'no JSON' } }),
    route('GET', '/nonsense', mock, { authorizationType: 'CUSTOM', authorizerId: 'nonsense' }),
    route('GET', '/failing', mock, { authorizationType: 'CUSTOM', authorizerId: 'failing' }),
    route('GET', '/required', mock, { validation: required }),
    route('POST', '/model', mock, {
      validation: { body: true, requiredParameters: null },
      requestModels: { 'application/json': 'Pet' },
    }),
    route('GET', '/mapped', proxyTo(`${url}/{id}`, { requestParameters: byId })),
    route('GET', '/malformed', { ...mock, type: 'AWS_PROXY', httpMethod: 'POST', uri: lambdaUri }),
    route('GET', '/signed', mock, { authorizationType: 'AWS_IAM' }),
    route('GET', '/down', proxyTo('http://127.0.0.1:1/')),
    route('GET', '/slow', proxyTo(`${url}/slow`, slowly)),
    route('GET', '/keyed', mock, { apiKeyRequired: true }),
    route('POST', '/large', mock),
    route('GET', '/throttled', mock),
    route('POST', '/typed', { ...http, uri: url, passthroughBehavior: 'NEVER' }),
  ];
  const statement = (Effect: string, Resource: string) => ({
    ...{ Effect, Principal: '*', Action: 'execute-api:Invoke', Resource },
  });
  const Statement = [statement('Allow', '*'), statement('Deny', 'execute-api:/*/GET/denied')];
  const api = { ...snapshot([]).api, policy: JSON.stringify({ Version: '2012-10-17', Statement }) };
  const never = { ...defaultMethodSetting, throttlingRateLimit: 0, throttlingBurstLimit: 0 };
  await gateway.deploy(
    snapshot(routes, {
      api,
      gatewayResponses,
      models: { Pet: { type: 'object', required: ['name'] } },
      authorizers: { nonsense: authorizer('nonsense'), failing: authorizer('failing') },
    }),
    { methodSettings: { '~1throttled/GET': never } },
  );
}

function signed(by: typeof caller): string[] {
  const request = { method: 'GET', path: `/${apiId}/prod/signed`, rawHeaders: ['host', 'h'], body: null };
  const scope = { region: 'eu-west-1', signingName: 'execute-api' };
  return ['host', 'h', ...signedHeaders(request, by, scope, Date.now())];
}

const get = (target: string, ...headers: string[]) => gateway.call('GET', target, { headers });
const requests: Record<Exclude<GatewayResponseType, 'WAF_FILTERED'>, () => Promise<Answer>> = {
  ACCESS_DENIED: () => get('/denied'),
  API_CONFIGURATION_ERROR: () => get('/no-status'),
  AUTHORIZER_CONFIGURATION_ERROR: () => get('/nonsense', 'authorization', 'x'),
  AUTHORIZER_FAILURE: () => get('/failing', 'authorization', 'x'),
  BAD_REQUEST_PARAMETERS: () => get('/required'),
  BAD_REQUEST_BODY: () => gateway.call('POST', '/model', { body: '{}' }),
  DEFAULT_4XX: () => get('/mapped?id=..'),
  DEFAULT_5XX: () => get('/malformed'),
  EXPIRED_TOKEN: () => get('/signed', ...signed(expired)),
  INTEGRATION_FAILURE: () => get('/down'),
  INTEGRATION_TIMEOUT: () => get('/slow'),
  INVALID_API_KEY: () => get('/keyed', 'x-api-key', 'no key'),
  INVALID_SIGNATURE: () => get('/signed', ...signed({ ...caller, secretAccessKey: 'wrong' })),
  MISSING_AUTHENTICATION_TOKEN: () => get('/signed'),
  QUOTA_EXCEEDED: async () => {
    await get('/keyed', 'x-api-key', 'value-of-the-key');
    return get('/keyed', 'x-api-key', 'value-of-the-key');
  },
  REQUEST_TOO_LARGE: () => gateway.call('POST', '/large', { body: 'x'.repeat(10 * 1024 * 1024 + 1) }),
  RESOURCE_NOT_FOUND: () => get('/nowhere'),
  THROTTLED: () => get('/throttled'),
  UNAUTHORIZED: () => get('/failing'),
  UNSUPPORTED_MEDIA_TYPE: () => gateway.call('POST', '/typed', { body: 'x', headers: ['content-type', 'text/x'] }),
};

/** The status of a failure whose type has none of its own, or that keeps another. */
const statuses: Partial<Record<GatewayResponseType, number>> = { DEFAULT_4XX: 400, DEFAULT_5XX: 502 };

test('every type but WAF_FILTERED has a request that meets it', () => {
  expect(new Set([...Object.keys(requests), 'WAF_FILTERED'])).toEqual(new Set(gatewayResponseTypes));
});

test.each(Object.entries(requests))('%s', async (name, send) => {
  const type = name as GatewayResponseType;
  const isFixed = type === 'REQUEST_TOO_LARGE';
  const status = statuses[type] ?? gatewayResponseDefaults[type] ?? 0;
  const { errorType } = gatewayErrors[type];

  await deploy([]);
  const standard = await send();
  expect(standard).toMatchObject({ status, headers: { 'x-amzn-errortype': errorType } });
  expect(JSON.parse(standard.text)).toEqual({ message: expect.any(String) as unknown });

  const own: GatewayResponse = {
    ...{ responseType: type, statusCode: '499' },
    responseParameters: { 'gatewayresponse.header.x-type': 'context.error.responseType' },
    responseTemplates: { 'application/json': '{"own":"$context.error.responseType"}' },
  };
  await deploy([own]);
  const customised = await send();
  if (isFixed) expect(customised).toMatchObject({ status, text: standard.text });
  else expect(customised).toMatchObject({ status: 499, headers: { 'x-type': type }, text: `{"own":"${type}"}` });

  const fallback = (responseType: GatewayResponseType, responseClass: string): GatewayResponse => ({
    ...{ responseType, statusCode: null, responseParameters: {} },
    responseTemplates: { 'text/plain': `${responseClass} $context.error.responseType` },
  });
  await deploy([fallback('DEFAULT_4XX', 'client'), fallback('DEFAULT_5XX', 'server')]);
  const inherited = await send();
  expect(inherited.status).toBe(status);
  if (!isFixed) expect(inherited.text).toBe(`${status < 500 ? 'client' : 'server'} ${type}`);
});
