import {
  CreateRestApiCommand,
  DeleteGatewayResponseCommand,
  GetGatewayResponseCommand,
  GetGatewayResponsesCommand,
  type GatewayResponseType,
  NotFoundException,
  type PatchOperation,
  PutGatewayResponseCommand,
  UpdateGatewayResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { controlApi } from '../../testing/control-api.ts';

const { client } = await controlApi();

async function newApi(): Promise<string> {
  return (await client.send(new CreateRestApiCommand({ name: 'Answers' }))).id ?? '';
}

async function answer<Output extends { $metadata: object }>(sent: Promise<Output>) {
  const { $metadata: _, ...members } = await sent;
  return members;
}

const standard = { 'application/json': '{"message":$context.error.messageString}' };

test('all types are there, and what is set shows where it counts', async () => {
  const restApiId = await newApi();
  const put = (responseType: GatewayResponseType, members: object) =>
    answer(client.send(new PutGatewayResponseCommand({ restApiId, responseType, ...members })));
  expect(await put('MISSING_AUTHENTICATION_TOKEN', { statusCode: '404' })).toEqual({
    responseType: 'MISSING_AUTHENTICATION_TOKEN',
    statusCode: '404',
    responseParameters: {},
    responseTemplates: standard,
    defaultResponse: false,
  });
  const header = { 'gatewayresponse.header.x': "'y'" };
  await put('DEFAULT_5XX', { statusCode: '599', responseParameters: header });
  expect(await put('AUTHORIZER_FAILURE', { responseParameters: header })).toMatchObject({
    statusCode: '500',
    responseTemplates: standard,
    defaultResponse: false,
  });
  expect(await put('REQUEST_TOO_LARGE', { statusCode: '414' })).toMatchObject({
    statusCode: '414',
    defaultResponse: false,
  });
  const { items = [] } = await client.send(new GetGatewayResponsesCommand({ restApiId }));
  expect(items).toHaveLength(21);
  const of = (type: string) => items.find(({ responseType }) => responseType === type);
  expect(of('INTEGRATION_TIMEOUT')).toEqual({
    responseType: 'INTEGRATION_TIMEOUT',
    statusCode: '599',
    responseParameters: header,
    responseTemplates: standard,
    defaultResponse: true,
  });
  expect(of('DEFAULT_4XX')).toEqual({
    responseType: 'DEFAULT_4XX',
    responseParameters: {},
    responseTemplates: standard,
    defaultResponse: true,
  });
  expect(of('THROTTLED')).toMatchObject({ statusCode: '429', defaultResponse: true });
  const first = await client.send(new GetGatewayResponsesCommand({ restApiId, limit: 20 }));
  expect(first.items).toHaveLength(20);
  const { items: rest } = await client.send(new GetGatewayResponsesCommand({ restApiId, position: first.position }));
  expect(rest).toHaveLength(1);

  const responseType = 'MISSING_AUTHENTICATION_TOKEN';
  const deleted = await client.send(new DeleteGatewayResponseCommand({ restApiId, responseType }));
  expect(deleted.$metadata.httpStatusCode).toBe(202);
  expect(await answer(client.send(new GetGatewayResponseCommand({ restApiId, responseType })))).toMatchObject({
    statusCode: '403',
    defaultResponse: true,
  });
  const again = client.send(new DeleteGatewayResponseCommand({ restApiId, responseType }));
  await expect(again).rejects.toThrow(NotFoundException);
  await expect(again).rejects.toThrow('Gateway response type not defined on api');
});

test('a response is patched, whether or not it was set', async () => {
  const restApiId = await newApi();
  const patch = (...patchOperations: PatchOperation[]) =>
    answer(client.send(new UpdateGatewayResponseCommand({ restApiId, responseType: 'DEFAULT_4XX', patchOperations })));
  expect(await patch({ op: 'replace', path: '/statusCode', value: '444' })).toEqual({
    responseType: 'DEFAULT_4XX',
    statusCode: '444',
    responseParameters: {},
    responseTemplates: standard,
    defaultResponse: false,
  });
  const origin = 'gatewayresponse.header.Access-Control-Allow-Origin';
  const changed = await patch(
    { op: 'add', path: `/responseParameters/${origin}`, value: "'example.com'" },
    { op: 'add', path: '/responseTemplates/application~1xml', value: '<m>$context.error.message</m>' },
  );
  expect(changed).toMatchObject({
    responseParameters: { [origin]: "'example.com'" },
    responseTemplates: { ...standard, 'application/xml': '<m>$context.error.message</m>' },
  });
  const refusals: [PatchOperation, string][] = [
    [{ op: 'add', path: '/statusCode', value: '400' }, 'Invalid patch path /statusCode'],
    [{ op: 'remove', path: '/statusCode' }, 'Invalid patch path /statusCode'],
    [{ op: 'replace', path: '/wrongPath', value: 'x' }, 'Invalid patch path /wrongPath'],
    [{ op: 'replace', value: 'x' }, 'Invalid patch path null'],
    [
      { op: 'replace', path: '/responseParameters/gatewayresponse.header.none', value: "'x'" },
      'Invalid parameter name specified',
    ],
    [{ op: 'add', path: '/responseTemplates/application~1json' }, 'Invalid null or empty value in responseTemplates'],
    [{ op: 'add', path: `/responseParameters/${origin}` }, 'Invalid null or empty value in responseParameters'],
    [
      { op: 'wrong-op' as 'add', path: '/statusCode', value: '1' },
      "Value 'wrong-op' at 'updateGatewayResponseInput.patchOperations.1.member.op' failed to satisfy constraint",
    ],
  ];
  for (const [operation, message] of refusals) await expect(patch(operation)).rejects.toThrow(message);
  await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) =>
      patch({ op: 'add', path: `/responseParameters/gatewayresponse.header.${name}`, value: "'1'" }),
    ),
  );
  const read = await client.send(new GetGatewayResponseCommand({ restApiId, responseType: 'DEFAULT_4XX' }));
  expect(Object.keys(read.responseParameters ?? {})).toHaveLength(5);
});

test('wrong APIs, types and mappings are refused', async () => {
  const restApiId = await newApi();
  const elsewhere = { restApiId: 'nowhere', responseType: 'THROTTLED' } as const;
  const noApi = /^Invalid API identifier specified \d{12}:nowhere$/;
  await expect(client.send(new GetGatewayResponsesCommand(elsewhere))).rejects.toThrow(noApi);
  await expect(client.send(new GetGatewayResponseCommand(elsewhere))).rejects.toThrow(noApi);
  await expect(client.send(new PutGatewayResponseCommand(elsewhere))).rejects.toThrow(noApi);
  await expect(client.send(new UpdateGatewayResponseCommand(elsewhere))).rejects.toThrow(noApi);
  await expect(client.send(new DeleteGatewayResponseCommand(elsewhere))).rejects.toThrow(noApi);
  const responseType = 'FAKE' as GatewayResponseType;
  await expect(client.send(new GetGatewayResponseCommand({ restApiId, responseType }))).rejects.toThrow(
    "1 validation error detected: Value 'FAKE' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND,",
  );
  const put = (members: object) =>
    client.send(new PutGatewayResponseCommand({ restApiId, responseType: 'THROTTLED', ...members }));
  await expect(put({ statusCode: '600' })).rejects.toThrow(/validation error/);
  await expect(put({ responseParameters: { 'method.response.header.x': "'y'" } })).rejects.toThrow(
    'Invalid mapping expression specified: method.response.header.x',
  );
  const body = { 'gatewayresponse.header.x': 'method.request.body' };
  await expect(put({ responseParameters: body })).rejects.toThrow(
    'Invalid mapping expression specified: method.request.body',
  );
});
