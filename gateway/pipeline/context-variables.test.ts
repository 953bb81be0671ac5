import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Authorizer } from '#core/authorizers/schema.ts';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import { contextNames } from '#core/mapping/context-names.ts';
import type { Route } from '#core/snapshot/schema.ts';
import { signedHeaders } from '../aws/sign.ts';
import { accessKey, secretTablesWith } from '../testing/access-keys.ts';
import { apiId, key, plan, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { TokenIssuer } from '../testing/token-issuer.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

/** Every variable of $context, in a template or a gateway response of a request to which it applies, and in access logs. */

type Name = (typeof contextNames)[number];
const caller = accessKey();
const issuer = new TokenIssuer();
const upstream = new UpstreamServer();
let gateway: Harness;

beforeAll(async () => {
  await Promise.all([issuer.start(), upstream.start()]);
  upstream.answer = (_, response) => {
    const policyDocument = {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' }],
    };
    response.end(JSON.stringify({ principalId: 'ann', policyDocument, context: { level: 7 } }));
  };
  gateway = await Harness.start({
    secrets: secretTablesWith(caller),
    environment: {
      AWS_ENDPOINT_URL_LAMBDA: upstream.url,
      ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
    },
  });
  gateway.setKey(key('k1', 'value-of-the-key'));
  gateway.setPlan(plan());
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
  issuer.stop();
});

function authorizer(type: 'TOKEN' | 'JWT'): Authorizer {
  return {
    ...{ id: type, name: type, type, providerARNs: [], authType: null, authorizerUri: `${upstream.url}/authorizer` },
    ...{ authorizerCredentials: null, identitySource: 'method.request.header.Authorization' },
    ...{ identityValidationExpression: null, authorizerResultTtlInSeconds: 0 },
    jwtConfiguration: type === 'JWT' ? { issuer: issuer.url, audience: ['orders'] } : null,
  };
}

/** A MOCK integration that answers with these variables as JSON. */
function answering(names: readonly string[], before = ''): Integration {
  const lines = names.map((name) => `"${name}":"$util.escapeJavaScript("$context.${name}")"`);
  const [response] = mockIntegration().integrationResponses;
  if (!response) throw new Error('A mock integration has a response.');
  const responseTemplates = { 'application/json': `${before}{${lines.join(',')}}` };
  return { ...mockIntegration(), integrationResponses: [{ ...response, responseTemplates }] };
}

const logFormat = (names: readonly string[]) =>
  `{"id":"$context.requestId",${names.map((name) => `"${name}":"$context.${name}"`).join(',')}}`;

async function call(
  names: readonly string[],
  {
    change = {},
    headers = [],
    integration,
  }: { change?: Partial<Route>; headers?: string[]; integration?: Integration },
) {
  const authorizers = { TOKEN: authorizer('TOKEN'), JWT: authorizer('JWT') };
  const design = snapshot([route('GET', '/pets/{petId}', integration ?? answering(names), change)], { authorizers });
  const accessLogSettings = { format: logFormat(names), destinationArn: null };
  await gateway.deploy(design, { accessLogSettings });
  gateway.accessLog.length = 0;
  const answer = await gateway.call('GET', '/pets/7', { headers });
  gateway.services.accessLog.flush();
  await expect.poll(() => gateway.accessLog.length).toBe(1);
  return { answer, logged: JSON.parse(gateway.accessLog[0] ?? '{}') as Record<string, string> };
}

function signed(): string[] {
  const host = 'shop.example.com';
  const request = { method: 'GET', path: `/${apiId}/prod/pets/7`, rawHeaders: ['host', host], body: null };
  const scope = { region: 'eu-west-1', signingName: 'execute-api' };
  return ['host', host, ...signedHeaders(request, caller, scope, Date.now()), 'user-agent', 'tests'];
}

const ofEveryRequest = {
  accountId: /^123456789012$/,
  apiId: new RegExp(`^${apiId}$`),
  awsEndpointRequestId: /^\S{16}$/,
  deploymentId: /^dep1$/,
  domainName: /^shop\.example\.com$/,
  domainPrefix: /^shop$/,
  extendedRequestId: /^\S{16}$/,
  httpMethod: /^GET$/,
  'identity.accountId': /^123456789012$/,
  'identity.caller': /^AIDAANN$/,
  'identity.sourceIp': /^127\.0\.0\.1$/,
  'identity.user': /^AIDAANN$/,
  'identity.userAgent': /^tests$/,
  'identity.userArn': /^arn:aws:iam::123456789012:user\/team\/ann$/,
  isCanaryRequest: /^false$/,
  path: new RegExp(`^/${apiId}/prod/pets/7$`),
  protocol: /^HTTP\/1\.1$/,
  requestId: /^[0-9a-f-]{36}$/,
  requestTime: /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/,
  requestTimeEpoch: /^\d{13}$/,
  resourceId: /^r\d+$/,
  resourcePath: /^\/pets\/\{petId\}$/,
  stage: /^prod$/,
  xrayTraceId: /^1-[0-9a-f]{8}-[0-9a-f]{24}$/,
} satisfies Partial<Record<Name, RegExp>>;
const ofAuthorizers = {
  'authorizer.principalId': /^ann$/,
  'authorizer.property': /^7$/,
  'identity.apiKey': /^value-of-the-key$/,
  'identity.apiKeyId': /^k1$/,
} satisfies Partial<Record<Name, RegExp>>;
const ofTokens = { 'authorizer.claims.property': /^ann$/ } satisfies Partial<Record<Name, RegExp>>;
const ofFailures = {
  'error.message': /^Invalid request body$/,
  'error.messageString': /^"Invalid request body"$/,
  'error.responseType': /^BAD_REQUEST_BODY$/,
  'error.validationErrorString': /^\[.+\]$/,
} satisfies Partial<Record<Name, RegExp>>;
const ofOverrides = {
  'requestOverride.header.name': /^$/,
  'requestOverride.path.name': /^$/,
  'requestOverride.querystring.name': /^$/,
  'responseOverride.header.name': /^set$/,
  'responseOverride.status': /^201$/,
} satisfies Partial<Record<Name, RegExp>>;
/** What needs client certificates, Amazon Cognito identities, an AWS organization, a VPC or AWS WAF. */
const empty = contextNames.filter((name) =>
  /^identity\.(?:clientCert\.|cognito|principalOrgId|vpc)|^waf|^webacl/.test(name),
);

/** `authorizer.property` and `authorizer.claims.property` stand for names that authors choose. */
const own: Record<string, string> = {
  'authorizer.property': 'authorizer.level',
  'authorizer.claims.property': 'authorizer.claims.sub',
};
const named = (pattern: Partial<Record<Name, RegExp>>) =>
  Object.entries(pattern).map(([name, value]) => [own[name] ?? name, value] as const);

function matches(found: Record<string, string>, pattern: Partial<Record<Name, RegExp>>): void {
  for (const [name, value] of named(pattern)) expect(found[name], name).toMatch(value);
}
const namesOf = (pattern: Partial<Record<Name, RegExp>>) => named(pattern).map(([name]) => name);
const parsed = (text: string) => JSON.parse(text) as Record<string, string>;

test('each variable is looked at below', () => {
  const groups = [ofEveryRequest, ofAuthorizers, ofTokens, ofFailures, ofOverrides].flatMap((group) =>
    Object.keys(group),
  );
  expect([...groups, ...empty].toSorted()).toEqual([...contextNames].toSorted());
});

test('of a signed request, in a template and in the log; what cannot apply is empty there, and a dash here', async () => {
  const names = [...Object.keys(ofEveryRequest), ...empty];
  const { answer, logged } = await call(names, { change: { authorizationType: 'AWS_IAM' }, headers: signed() });
  for (const found of [parsed(answer.text), logged]) matches(found, ofEveryRequest);
  for (const name of empty) expect([parsed(answer.text)[name], logged[name]], name).toEqual(['', '-']);
});

test('of an authorizer and a key', async () => {
  const change = { authorizationType: 'CUSTOM', authorizerId: 'TOKEN', apiKeyRequired: true } as const;
  const headers = ['authorization', 'x', 'x-api-key', 'value-of-the-key'];
  const { answer, logged } = await call(namesOf(ofAuthorizers), { change, headers });
  matches(parsed(answer.text), ofAuthorizers);
  matches(logged, { ...ofAuthorizers, 'identity.apiKey': /^\*\*\*-key$/ });
});

test('of a token', async () => {
  const token = await issuer.token(await issuer.addKey('k'));
  const change = { authorizationType: 'JWT', authorizerId: 'JWT' } as const;
  const { answer, logged } = await call(namesOf(ofTokens), { change, headers: ['authorization', token] });
  for (const found of [parsed(answer.text), logged]) matches(found, ofTokens);
});

test('of what a template overrides', async () => {
  const before = '#set($context.responseOverride.header.name = "set")#set($context.responseOverride.status = 201)';
  const names = Object.keys(ofOverrides);
  const { answer } = await call(names, { integration: answering(names, before) });
  matches(parsed(answer.text), ofOverrides);
  expect(answer).toMatchObject({ status: 201, headers: { name: 'set' } });
});

test('of a failure, in a gateway response and in the log', async () => {
  const lines = Object.keys(ofFailures).map((name) => `$context.${name}`);
  const format = `$context.requestId|${lines.join('|')}`;
  await gateway.deploy(
    snapshot(
      [
        route('POST', '/pets', mockIntegration(), {
          validation: { body: true, requiredParameters: null },
          requestModels: { 'application/json': 'Pet' },
        }),
      ],
      {
        models: { Pet: { type: 'object', required: ['name'] } },
        gatewayResponses: [
          {
            ...{ responseType: 'BAD_REQUEST_BODY', statusCode: null, responseParameters: {} },
            responseTemplates: { 'text/plain': lines.join('|') },
          },
        ],
      },
    ),
    { accessLogSettings: { format, destinationArn: null } },
  );
  gateway.accessLog.length = 0;
  const answer = await gateway.call('POST', '/pets', { body: '{}' });
  gateway.services.accessLog.flush();
  const logged = gateway.accessLog[0]?.split('|').slice(1) ?? [];
  for (const found of [answer.text.split('|'), logged]) {
    matches(Object.fromEntries(Object.keys(ofFailures).map((name, i) => [name, found[i] ?? ''])), ofFailures);
  }
});

const steps = ['authenticate', 'authorizer', 'authorize'];
const stepNames = steps.flatMap((step) => ['status', 'error', 'latency'].map((name) => `${step}.${name}`));

test.each<[string, Partial<Route>, () => string[], Record<string, unknown>]>([
  ['nobody', {}, () => [], { 'authenticate.status': '-', 'authorizer.status': '-', 'authorize.status': '-' }],
  [
    'a signature',
    { authorizationType: 'AWS_IAM' },
    signed,
    { 'authenticate.status': '200', 'authenticate.error': '-', 'authorizer.status': '-', 'authorize.status': '200' },
  ],
  [
    'no signature',
    { authorizationType: 'AWS_IAM' },
    () => [],
    { 'authenticate.status': '403', 'authenticate.error': expect.stringMatching(/\w/), 'authorize.status': '-' },
  ],
  [
    'an authorizer',
    { authorizationType: 'CUSTOM', authorizerId: 'TOKEN' },
    () => ['authorization', 'x'],
    { 'authorizer.status': '200', 'authorizer.latency': expect.stringMatching(/^\d+$/), 'authorize.status': '200' },
  ],
  [
    'an authorizer without its token',
    { authorizationType: 'CUSTOM', authorizerId: 'TOKEN' },
    () => [],
    { 'authorizer.status': '401', 'authorizer.error': expect.stringMatching(/\w/), 'authorize.status': '-' },
  ],
])('the log tells how asking %s ended', async (_, change, headers, expected) => {
  const { logged } = await call(stepNames, { change, headers: headers(), integration: mockIntegration() });
  expect(logged).toMatchObject(expected);
});

test('the log tells a function’s status from that of Lambda', async () => {
  const names = ['status', 'integrationStatus', 'integration.status', 'integration.integrationStatus'];
  const idName = 'integration.requestId';
  const uri =
    'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations';
  const usual = upstream.answer;
  upstream.answer = (_, response) => {
    response.setHeader('x-amzn-RequestId', 'id-of-lambda');
    response.end('{"statusCode":404}');
  };
  const { logged } = await call([...names, idName], {
    integration: proxyTo(uri, { type: 'AWS_PROXY', httpMethod: 'POST' }),
  });
  upstream.answer = usual;
  expect(names.map((name) => logged[name])).toEqual(['404', '200', '404', '200']);
  expect(logged[idName]).toBe('id-of-lambda');
});
