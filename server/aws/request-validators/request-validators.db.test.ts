import {
  BadRequestException,
  CreateRequestValidatorCommand,
  CreateRestApiCommand,
  DeleteRequestValidatorCommand,
  GetRequestValidatorCommand,
  GetRequestValidatorsCommand,
  NotFoundException,
  UpdateRequestValidatorCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, expect, test } from 'vitest';
import { controlApi } from '../../testing/control-api.ts';

const { client } = await controlApi();
let restApiId = '';

beforeAll(async () => {
  restApiId = (await client.send(new CreateRestApiCommand({ name: 'Strict' }))).id ?? '';
});

test('a validator is made, changed, listed and deleted', async () => {
  const made = await client.send(new CreateRequestValidatorCommand({ restApiId, name: 'Body' }));
  expect(made).toMatchObject({ name: 'Body', validateRequestBody: false, validateRequestParameters: false });
  const id = { restApiId, requestValidatorId: made.id };
  const on = [{ op: 'replace' as const, path: '/validateRequestBody', value: 'true' }];
  expect(await client.send(new UpdateRequestValidatorCommand({ ...id, patchOperations: on }))).toMatchObject({
    name: 'Body',
    validateRequestBody: true,
  });
  const { $metadata: _, ...read } = await client.send(new GetRequestValidatorCommand(id));
  expect((await client.send(new GetRequestValidatorsCommand({ restApiId }))).items).toEqual([read]);
  const off = [{ op: 'replace' as const, path: '/validateRequestBody' }];
  expect(await client.send(new UpdateRequestValidatorCommand({ ...id, patchOperations: off }))).toMatchObject({
    validateRequestBody: false,
  });
  await client.send(new DeleteRequestValidatorCommand(id));
  const gone = client.send(new GetRequestValidatorCommand(id));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid Request Validator identifier specified');
});

test.each([
  ['add', '/validateRequestBody', "'/validateRequestBody' specified for op 'add'. Please choose supported operations"],
  [
    'replace',
    '/invalidPath',
    "Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/name, /validateRequestParameters, /validateRequestBody]",
  ],
  ['replace', '/name', 'Request Validator name cannot be blank'],
] as const)('refuses to %s %s', async (op, path, message) => {
  const { id: requestValidatorId } = await client.send(new CreateRequestValidatorCommand({ restApiId, name: 'Kept' }));
  const wrong = new UpdateRequestValidatorCommand({ restApiId, requestValidatorId, patchOperations: [{ op, path }] });
  await expect(client.send(wrong)).rejects.toThrow(BadRequestException);
  await expect(client.send(wrong)).rejects.toThrow(message);
});

test('an API that does not exist is told as AWS tells it', async () => {
  const unknown = { restApiId: 'nope', requestValidatorId: 'nope' };
  const create = client.send(new CreateRequestValidatorCommand({ restApiId: 'nope', name: 'x' }));
  await expect(create).rejects.toThrow(BadRequestException);
  await expect(create).rejects.toThrow('Invalid REST API identifier specified');
  await expect(client.send(new GetRequestValidatorsCommand({ restApiId: 'nope' }))).rejects.toThrow(
    /^Invalid API identifier specified \d{12}:nope$/,
  );
  await expect(client.send(new DeleteRequestValidatorCommand(unknown))).rejects.toThrow(
    'Invalid Request Validator identifier specified',
  );
});
