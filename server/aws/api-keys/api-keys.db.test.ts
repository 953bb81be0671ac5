import {
  BadRequestException,
  ConflictException,
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  DeleteApiKeyCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetUsagePlanKeysCommand,
  ImportApiKeysCommand,
  NotFoundException,
  UpdateApiKeyCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { db } from '../../db.ts';
import { awsClient, newKeyOf } from '../../testing/aws-client.ts';
import { controlApi } from '../../testing/control-api.ts';
import { addMember, newWorkspace } from '../../testing/workspace-fixture.ts';
import { updateWorkspace } from '../../workspaces/update-workspace.ts';

const { client, owner, server } = await controlApi();

test('a key is made, read with its value by those who may, changed and deleted', async () => {
  const made = await client.send(new CreateApiKeyCommand({ name: 'App', customerId: 'c1', tags: { team: 'a' } }));
  expect(made).toMatchObject({ name: 'App', enabled: false, customerId: 'c1', stageKeys: [], tags: { team: 'a' } });
  expect(made.value).toMatch(/^[A-Za-z0-9]{40}$/);
  const { $metadata: _, ...created } = made;
  const apiKey = made.id;
  const { $metadata: __, ...whole } = await client.send(new GetApiKeyCommand({ apiKey, includeValue: true }));
  expect(whole).toEqual(created);
  expect((await client.send(new GetApiKeyCommand({ apiKey }))).value).toBeUndefined();
  const developer = awsClient(server.url, await newKeyOf(await addMember(owner.workspaceId, 'developer')));
  await expect(developer.send(new GetApiKeyCommand({ apiKey, includeValue: true }))).rejects.toThrow(
    /is not authorized to perform: apigateway:GET/,
  );
  expect(
    await db().auditEntry.count({ where: { workspaceId: owner.workspaceId, action: 'reveal', targetId: apiKey } }),
  ).toBe(1);
  const patchOperations = [
    { op: 'replace' as const, path: '/name', value: 'Renamed' },
    { op: 'replace' as const, path: '/enabled', value: 'true' },
    { op: 'replace' as const, path: '/description', value: 'of the app' },
    { op: 'replace' as const, path: '/customerId', value: '' },
  ];
  const changed = await client.send(new UpdateApiKeyCommand({ apiKey, patchOperations }));
  expect(changed).toMatchObject({ name: 'Renamed', enabled: true, description: 'of the app', tags: { team: 'a' } });
  expect(changed.customerId).toBeUndefined();
  await client.send(new DeleteApiKeyCommand({ apiKey }));
  const gone = client.send(new GetApiKeyCommand({ apiKey }));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid API Key identifier specified');
});

test('keys are listed by name and customer, with values on demand', async () => {
  const value = 'chosen-by-the-customer-1';
  const { id } = await client.send(new CreateApiKeyCommand({ name: 'Listed one', value, customerId: 'listed' }));
  await client.send(new CreateApiKeyCommand({ name: 'Listed two' }));
  const named = await client.send(new GetApiKeysCommand({ nameQuery: 'Listed', includeValues: true }));
  expect(named.items?.map(({ name }) => name).sort()).toEqual(['Listed one', 'Listed two']);
  expect(named.items?.find((key) => key.id === id)?.value).toBe(value);
  const ofCustomer = await client.send(new GetApiKeysCommand({ customerId: 'listed' }));
  expect(ofCustomer.items?.map((key) => [key.id, key.value])).toEqual([[id, undefined]]);
  const first = await client.send(new GetApiKeysCommand({ nameQuery: 'Listed', limit: 1 }));
  const second = await client.send(new GetApiKeysCommand({ nameQuery: 'Listed', limit: 1, position: first.position }));
  expect(new Set([first.items?.[0]?.id, second.items?.[0]?.id]).size).toBe(2);
  expect(second.position).toBeUndefined();
});

test('what is wrong is refused', async () => {
  const create = (value: string) => client.send(new CreateApiKeyCommand({ name: 'Wrong', value }));
  await expect(create('short')).rejects.toThrow('API Key value should be at least 20 characters');
  await expect(create('x'.repeat(129))).rejects.toThrow('API Key value exceeds maximum size of 128 characters');
  const value = 'a-value-that-is-there-once';
  const { id: apiKey } = await create(value);
  await expect(create(value)).rejects.toThrow(ConflictException);
  await expect(create(value)).rejects.toThrow('API Key already exists');
  const patch = (op: 'add' | 'replace', path: string) =>
    client.send(new UpdateApiKeyCommand({ apiKey, patchOperations: [{ op, path, value: 'x' }] }));
  await expect(patch('replace', '/value')).rejects.toThrow(
    "Invalid patch path  '/value' specified for op 'replace'. Must be one of: [/name, /description, /enabled, /customerId]",
  );
  await expect(patch('replace', '/enabled')).rejects.toThrow(BadRequestException);
  const elsewhere = awsClient(server.url, await newKeyOf(await newWorkspace()));
  await expect(elsewhere.send(new DeleteApiKeyCommand({ apiKey }))).rejects.toThrow(NotFoundException);
});

test('a file of keys comes in as a whole, and again overwrites', async () => {
  const { id: usagePlanId } = await client.send(new CreateUsagePlanCommand({ name: 'Imported' }));
  const lines = (name: string) =>
    [
      'Name,key,description,Enabled,usageplanIds',
      `${name},file-key-1234567890-a,"=cmd|' /C calc'!A0",TRUE,"${usagePlanId},nope"`,
      'Second,file-key-1234567890-b,,false,',
    ].join('\n');
  const send = (text: string, failOnWarnings = false) =>
    client.send(new ImportApiKeysCommand({ format: 'csv', body: Buffer.from(text), failOnWarnings }));
  await expect(send(lines('First'), true)).rejects.toThrow(BadRequestException);
  expect((await client.send(new GetApiKeysCommand({ nameQuery: 'First' }))).items).toEqual([]);
  const { ids = [], warnings } = await send(lines('First'));
  expect(warnings).toEqual(['The key First names the usage plan nope, which does not exist.']);
  const [first, second] = await Promise.all(ids.map((apiKey) => client.send(new GetApiKeyCommand({ apiKey }))));
  expect(first).toMatchObject({ name: 'First', enabled: true, description: "=cmd|' /C calc'!A0" });
  expect(second).toMatchObject({ name: 'Second', enabled: false });
  const members = await client.send(new GetUsagePlanKeysCommand({ usagePlanId }));
  expect(members.items).toEqual([{ id: ids[0], type: 'API_KEY', name: 'First', value: 'file-key-1234567890-a' }]);
  expect((await send(lines('Renamed'))).ids).toEqual(ids);
  expect(await client.send(new GetApiKeyCommand({ apiKey: ids[0] }))).toMatchObject({ name: 'Renamed' });
  await expect(send('Name\nFirst')).rejects.toThrow('The file has no column Key.');
  await expect(send('Name,Key\nFirst,short')).rejects.toThrow('API Key value should be at least 20 characters');
});

test('a workspace that shows keys once gives no value back', async () => {
  const secretive = await newWorkspace();
  await updateWorkspace.execute(secretive, { apiKeyMode: 'SHOW_ONCE' });
  const itsClient = awsClient(server.url, await newKeyOf(secretive));
  const made = await itsClient.send(new CreateApiKeyCommand({ name: 'Once' }));
  expect(made.value).toMatch(/^[A-Za-z0-9]{40}$/);
  const read = await itsClient.send(new GetApiKeyCommand({ apiKey: made.id, includeValue: true }));
  expect(read).toMatchObject({ name: 'Once' });
  expect(read.value).toBeUndefined();
});
