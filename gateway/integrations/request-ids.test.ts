import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

/** A response has one `x-amzn-requestid` and one `x-amz-apigw-id`, the gateway's, and at most one trace, whatever an integration says. */

let gateway: Harness;
const upstream = new UpstreamServer();

beforeAll(async () => {
  await upstream.start();
  gateway = await Harness.start({
    environment: { AWS_ENDPOINT_URL: upstream.url, AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
  });
  upstream.answer = (incoming, response) => {
    response.writeHead(200, { 'x-amzn-RequestId': 'of the service', 'x-amz-apigw-id': 'of another gateway' });
    incoming.resume().on('end', () =>
      response.end(
        JSON.stringify({
          headers: { 'x-amzn-RequestId': 'of the function', 'X-Amz-Apigw-Id': 'made up', 'X-Amzn-Trace-Id': 'own' },
        }),
      ),
    );
  };
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});

const functionUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations';

function integrationOf(type: string): Integration {
  if (type === 'HTTP_PROXY') return proxyTo(upstream.url);
  if (type === 'AWS_PROXY') return proxyTo(functionUri, { type, httpMethod: 'POST' });
  const responseParameters = {
    'method.response.header.x-amzn-RequestId': 'integration.response.header.x-amzn-RequestId',
    'method.response.header.X-Id': 'integration.response.header.x-amzn-RequestId',
    'method.response.header.x-amz-apigw-id': "'mapped'",
  };
  const [response] = mockIntegration().integrationResponses;
  if (!response) throw new Error('A mock integration has a response.');
  return proxyTo(functionUri, {
    type: 'AWS',
    httpMethod: 'POST',
    integrationResponses: [{ ...response, responseParameters }],
  });
}

/** The values of each header of the answer, by its name in lower case. */
async function answerOf(type: string, behavior: 'friendly' | 'aws-strict'): Promise<Record<string, string[]>> {
  const design = snapshot([route('GET', '/x', integrationOf(type))]);
  await gateway.deploy({ ...design, api: { ...design.api, behavior } });
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: gateway.port, path: `/${apiId}/prod/x`, agent: false }, (response) => {
      resolve(response.headersDistinct as Record<string, string[]>);
      response.resume();
    })
      .on('error', reject)
      .end();
  });
}

const own = {
  'x-amzn-requestid': [expect.stringMatching(/^[0-9a-f-]{36}$/)],
  'x-amz-apigw-id': [expect.stringMatching(/^\S{16}$/)],
};

test.each([
  ['HTTP_PROXY', ['of the service'], undefined],
  ['AWS_PROXY', ['of the function'], undefined],
  ['AWS', ['of the service'], ['of the service']],
])('the ids of a %s integration’s answer take no place of the gateway’s', async (type, remapped, mapped) => {
  const strict = await answerOf(type, 'aws-strict');
  expect(strict).toMatchObject(own);
  expect(strict['x-amzn-remapped-x-amzn-requestid']).toEqual(remapped);
  if (type !== 'HTTP_PROXY') expect(strict['x-amzn-trace-id']).toEqual([expect.stringMatching(/^Root=/)]);
  const friendly = await answerOf(type, 'friendly');
  expect(friendly).toMatchObject(own);
  expect(friendly).not.toHaveProperty('x-amzn-remapped-x-amzn-requestid');
  for (const headers of [strict, friendly]) expect(headers['x-id']).toEqual(mapped);
});

test('a gateway response has the gateway’s ids, too', async () => {
  const responseParameters = {
    'gatewayresponse.header.x-amzn-RequestId': "'mapped'",
    'gatewayresponse.header.X-A': "'a'",
  };
  const changed = { responseType: 'DEFAULT_4XX' as const, statusCode: null, responseParameters, responseTemplates: {} };
  await gateway.deploy(snapshot([route('GET', '/y', mockIntegration())], { gatewayResponses: [changed] }));
  const { status, headers } = await gateway.call('GET', '/y/z');
  expect([status, headers['x-a']]).toEqual([404, 'a']);
  expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
});
