import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GatewayResponse, GatewayResponseType } from '#core/gateway-responses/schema.ts';
import { effectiveGatewayResponses } from '#core/gateway-responses/effective.ts';
import { gatewayResponseDefaults, gatewayResponseTypes } from '#core/gateway-responses/schema.ts';
import { gatewayErrors } from '../errors.ts';
import { proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { renderFailure } from './gateway-response.ts';

let gateway: Harness;
beforeAll(async () => {
  gateway = await Harness.start();
});
afterAll(() => gateway.stop());

/** A request that failed, at an API with these responses. */
function failed(responses: GatewayResponse[], rawHeaders: string[] = []): Exchange {
  const call = {
    ...{ method: 'GET', target: '/', rawHeaders, remoteAddress: '192.0.2.1', body: null, data: null },
    ...{ send: () => undefined, abort: () => undefined },
  };
  const exchange = createExchange(call, gateway.services, new Map(), () => undefined, null);
  const byType = new Map(effectiveGatewayResponses(responses).map((response) => [response.responseType, response]));
  exchange.side = {
    prepared: { api: snapshot([]).api, gatewayResponses: byType },
    variables: { color: 'red' },
  } as unknown as Exchange['side'];
  return exchange;
}

const custom = (responseType: GatewayResponseType, change: Partial<GatewayResponse> = {}): GatewayResponse => ({
  ...{ responseType, statusCode: null, responseParameters: {}, responseTemplates: {} },
  ...change,
});

function answer(exchange: Exchange, type: GatewayResponseType, status?: number) {
  exchange.failure = { type, cause: 'private', ...(status && { status }) };
  const { rawHeaders, body, status: sent } = renderFailure(exchange, exchange.failure);
  const headers = Object.fromEntries(rawHeaders.flatMap((name, i) => (i % 2 ? [] : [[name, rawHeaders[i + 1]]])));
  return { status: sent, headers, text: String(body) };
}

test('each of the 21 types answers with its own status, error type and message', () => {
  expect(gatewayResponseTypes).toHaveLength(21);
  for (const type of gatewayResponseTypes) {
    const { errorType, message } = gatewayErrors[type];
    expect(answer(failed([]), type)).toEqual({
      status: gatewayResponseDefaults[type] ?? (type === 'DEFAULT_4XX' ? 400 : 500),
      headers: { 'x-amzn-errortype': errorType, 'content-type': 'application/json' },
      text: JSON.stringify({ message }),
    });
  }
});

test('a default changes all of its class that are not set themselves, but for REQUEST_TOO_LARGE', () => {
  const responses = [
    custom('DEFAULT_4XX', { statusCode: '444', responseTemplates: { 'text/plain': '4 $context.error.responseType' } }),
    custom('DEFAULT_5XX', { statusCode: '555', responseTemplates: { 'text/plain': '5 $context.error.responseType' } }),
    custom('THROTTLED', { statusCode: '499' }),
    custom('REQUEST_TOO_LARGE', { statusCode: '400' }),
  ];
  for (const type of gatewayResponseTypes) {
    const { status, text } = answer(failed(responses), type);
    const standard = gatewayResponseDefaults[type] ?? (type === 'DEFAULT_4XX' ? 400 : 500);
    if (type === 'REQUEST_TOO_LARGE') expect([status, text]).toEqual([413, '{"message":"Request Too Long"}']);
    else if (type === 'THROTTLED') expect([status, text]).toEqual([499, '{"message":"Too Many Requests"}']);
    else if (standard < 500) expect([status, text]).toEqual([444, `4 ${type}`]);
    else expect([status, text]).toEqual([555, `5 ${type}`]);
  }
});

test('a default without a status leaves each failure its own', () => {
  const responses = [custom('DEFAULT_4XX', { responseTemplates: { 'text/plain': 'no' } })];
  expect(answer(failed(responses), 'THROTTLED')).toMatchObject({ status: 429, text: 'no' });
  expect(answer(failed(responses), 'DEFAULT_4XX', 414)).toMatchObject({ status: 414, text: 'no' });
  expect(answer(failed([]), 'REQUEST_TOO_LARGE', 431).status).toBe(431);
});

test('the first type of Accept chooses the template, values are escaped for it, and headers are mapped', () => {
  const response = custom('THROTTLED', {
    statusCode: '503',
    responseParameters: {
      'gatewayresponse.header.retry-after': "'5'",
      'gatewayresponse.header.x-color': 'stageVariables.color',
      'gatewayresponse.header.x-agent': 'method.request.header.user-agent',
      'gatewayresponse.header.content-length': "'0'",
    },
    responseTemplates: {
      'application/json': '{"m":$context.error.messageString,"ip":"$context.identity.sourceIp"}',
      'application/xml': '<e>$context.error.message ${stageVariables.color} $context.nothing</e>',
    },
  });
  const headers = ['user-agent', 'curl', 'accept', 'application/xml;q=0.1, application/json'];
  expect(answer(failed([response], headers), 'THROTTLED')).toEqual({
    status: 503,
    headers: {
      'x-amzn-errortype': 'TooManyRequestsException',
      'retry-after': '5',
      'x-color': 'red',
      'x-agent': 'curl',
      'content-type': 'application/xml',
    },
    text: '<e>Too Many Requests red </e>',
  });
  const other = answer(failed([response], ['accept', 'text/html']), 'THROTTLED');
  expect(other.text).toBe('{"m":"Too Many Requests","ip":"192.0.2.1"}');
});

test('friendly and strict APIs differ in what they say of a path that is not there', async () => {
  const design = snapshot([route('GET', '/pets', proxyTo('http://127.0.0.1:1'))]);
  await gateway.deploy(design);
  expect((await gateway.call('GET', '/x')).status).toBe(404);
  await gateway.deploy({ ...design, api: { ...design.api, behavior: 'aws-strict' } });
  const strict = await gateway.call('POST', '/pets');
  expect(strict).toMatchObject({ status: 403, text: '{"message":"Missing Authentication Token"}' });
});
