import {
  BadRequestException,
  ConflictException,
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteUsagePlanCommand,
  DeleteUsagePlanKeyCommand,
  GetUsageCommand,
  GetUsagePlanCommand,
  GetUsagePlanKeyCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
  NotFoundException,
  type PatchOperation,
  UpdateUsageCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { usageDay } from '#core/plans/period.ts';
import { db } from '../../db.ts';
import { awsClient, newKeyOf } from '../../testing/aws-client.ts';
import { controlApi } from '../../testing/control-api.ts';
import { dayThatLasts } from '../../testing/day-that-lasts.ts';
import { addMember, newStage, newWorkspace } from '../../testing/workspace-fixture.ts';

const { client, owner, server } = await controlApi();
let apiId = '';

beforeAll(async () => {
  apiId = await newStage(owner.workspaceId);
});
beforeEach(dayThatLasts);

const throttle = { rateLimit: 10.5, burstLimit: 20 };
const quota = { limit: 100, offset: 0, period: 'MONTH' as const };

function update(usagePlanId: string | undefined, ...patchOperations: PatchOperation[]) {
  return client.send(new UpdateUsagePlanCommand({ usagePlanId, patchOperations }));
}

test('a plan is made, read, changed in one go and deleted', async () => {
  const apiStages = [{ apiId, stage: 'prod', throttle: { '/pets/GET': throttle } }];
  const made = await client.send(
    new CreateUsagePlanCommand({ name: 'Gold', apiStages, throttle, quota, tags: { team: 'a' } }),
  );
  const { $metadata: _, ...created } = made;
  expect(created).toEqual({ id: made.id, name: 'Gold', apiStages, throttle, quota, tags: { team: 'a' } });
  const { $metadata: __, ...changed } = await update(
    made.id,
    { op: 'replace', path: '/name', value: 'Silver' },
    { op: 'add', path: '/productCode', value: 'code' },
    { op: 'remove', path: '/quota' },
    { op: 'replace', path: '/throttle/rateLimit', value: '5' },
    { op: 'remove', path: '/apiStages', value: `${apiId}:prod` },
    { op: 'add', path: '/apiStages', value: `${apiId}:prod` },
    { op: 'replace', path: `/apiStages/${apiId}:prod/throttle//pets/{id}/GET/rateLimit`, value: '1.5' },
    { op: 'replace', path: `/apiStages/${apiId}:prod/throttle//pets/{id}/GET/burstLimit`, value: '2' },
    { op: 'replace', path: `/apiStages/${apiId}:prod/throttle/~1/GET/rateLimit`, value: '3' },
    { op: 'replace', path: `/apiStages/${apiId}:prod/throttle/~1/GET/burstLimit`, value: '4' },
  );
  expect(changed).toEqual({
    ...{ id: made.id, name: 'Silver', productCode: 'code', tags: { team: 'a' } },
    throttle: { rateLimit: 5, burstLimit: 20 },
    apiStages: [
      {
        ...{ apiId, stage: 'prod' },
        throttle: { '/pets/{id}/GET': { rateLimit: 1.5, burstLimit: 2 }, '//GET': { rateLimit: 3, burstLimit: 4 } },
      },
    ],
  });
  expect((await client.send(new GetUsagePlansCommand({}))).items).toContainEqual(changed);
  const remove = () => client.send(new DeleteUsagePlanCommand({ usagePlanId: made.id }));
  await expect(remove()).rejects.toThrow(BadRequestException);
  await expect(remove()).rejects.toThrow(
    `Cannot delete Usage Plan ${made.id} because there are API Stages associated with it`,
  );
  await update(
    made.id,
    { op: 'remove', path: `/apiStages/${apiId}:prod/throttle/~1pets~1{id}/GET` },
    { op: 'remove', path: '/throttle' },
    { op: 'remove', path: '/productCode' },
  );
  const read = await client.send(new GetUsagePlanCommand({ usagePlanId: made.id }));
  expect(read.apiStages?.[0]?.throttle).toEqual({ '//GET': { rateLimit: 3, burstLimit: 4 } });
  expect([read.throttle, read.productCode]).toEqual([undefined, undefined]);
  expect((await update(made.id, { op: 'remove', path: '/apiStages', value: `${apiId}:prod` })).apiStages).toEqual([]);
  await remove();
  const gone = client.send(new GetUsagePlanCommand({ usagePlanId: made.id }));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid Usage Plan ID specified');
});

test('what is wrong is refused, and nothing of it applies', async () => {
  const { id } = await client.send(new CreateUsagePlanCommand({ name: 'Steady' }));
  const name = { op: 'replace' as const, path: '/name', value: 'Changed' };
  const stage = (value: string) => update(id, name, { op: 'add', path: '/apiStages', value });
  await expect(stage(`${apiId}:nope`)).rejects.toThrow(NotFoundException);
  await expect(stage(`${apiId}:nope`)).rejects.toThrow(`API Stage not found: ${apiId}:nope`);
  const foreign = await newStage((await newWorkspace()).workspaceId);
  await expect(stage(`${foreign}:prod`)).rejects.toThrow(`API Stage not found: ${foreign}:prod`);
  await expect(update(id, name, { op: 'replace', path: '/throttle/rateLimit', value: '1' })).rejects.toThrow(
    'rateLimit and burstLimit are given together',
  );
  await expect(update(id, name, { op: 'add', path: '/quota/limit', value: '1' })).rejects.toThrow(BadRequestException);
  await expect(update(id, name, { op: 'replace', path: '/id', value: 'x' })).rejects.toThrow(
    "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/name, /description, /productCode,",
  );
  expect(await client.send(new GetUsagePlanCommand({ usagePlanId: id }))).toMatchObject({ name: 'Steady' });
  const unknown = client.send(
    new CreateUsagePlanCommand({ name: 'Nowhere', apiStages: [{ apiId: 'nope', stage: 'prod' }] }),
  );
  await expect(unknown).rejects.toThrow('API Stage not found: nope:prod');
});

test('keys come into a plan and leave it; a key has one plan for a stage', async () => {
  const planOf = async (name: string) =>
    (await client.send(new CreateUsagePlanCommand({ name, apiStages: [{ apiId, stage: 'prod' }] }))).id;
  const [usagePlanId, otherId] = [await planOf('One'), await planOf('Other')];
  const { id: keyId, value } = await client.send(new CreateApiKeyCommand({ name: 'Member', enabled: true }));
  const add = (plan: string | undefined) =>
    client.send(new CreateUsagePlanKeyCommand({ usagePlanId: plan, keyId, keyType: 'API_KEY' }));
  const { $metadata: _, ...added } = await add(usagePlanId);
  expect(added).toEqual({ id: keyId, type: 'API_KEY', name: 'Member', value });
  await expect(add(otherId)).rejects.toThrow(ConflictException);
  await expect(add(usagePlanId)).rejects.toThrow(ConflictException);
  expect((await client.send(new GetUsagePlansCommand({ keyId }))).items?.map(({ id }) => id)).toEqual([usagePlanId]);
  const viewer = awsClient(server.url, await newKeyOf(await addMember(owner.workspaceId, 'viewer')));
  expect((await viewer.send(new GetUsagePlanKeysCommand({ usagePlanId, nameQuery: 'Mem' }))).items).toEqual([
    { id: keyId, type: 'API_KEY', name: 'Member' },
  ]);
  await client.send(new DeleteUsagePlanKeyCommand({ usagePlanId, keyId }));
  const gone = client.send(new GetUsagePlanKeyCommand({ usagePlanId, keyId }));
  await expect(gone).rejects.toThrow('Invalid Usage Plan Key identifier specified');
  const noKey = new CreateUsagePlanKeyCommand({ usagePlanId, keyId: 'nope', keyType: 'API_KEY' });
  await expect(client.send(noKey)).rejects.toThrow('Invalid API Key identifier specified');
  const noPlan = new CreateUsagePlanKeyCommand({ usagePlanId: 'nope', keyId, keyType: 'API_KEY' });
  await expect(client.send(noPlan)).rejects.toThrow('Invalid Usage Plan ID specified');
});

test('usage is told by day with what was left, and what is left can be set', async () => {
  const { id: usagePlanId } = await client.send(
    new CreateUsagePlanCommand({ name: 'Metered', quota: { limit: 100, period: 'DAY' } }),
  );
  const { id: keyId } = await client.send(new CreateApiKeyCommand({ name: 'Metered' }));
  await client.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }));
  const today = usageDay(Date.now());
  const yesterday = usageDay(Date.now() - 86_400_000);
  const row = { workspaceId: owner.workspaceId, usagePlanId: usagePlanId ?? '', apiKeyId: keyId ?? '' };
  await db().usage.createMany({
    data: [
      { ...row, day: yesterday, used: 30n },
      { ...row, day: today, used: 7n },
    ],
  });
  const range = { usagePlanId, startDate: yesterday, endDate: today };
  expect((await client.send(new GetUsageCommand(range))).items).toEqual({
    [String(keyId)]: [
      [30, 70],
      [7, 93],
    ],
  });
  const set = (path: string, value: string) =>
    client.send(new UpdateUsageCommand({ usagePlanId, keyId, patchOperations: [{ op: 'replace', path, value }] }));
  expect(await set('/remaining', '500')).toMatchObject({
    ...{ usagePlanId, startDate: today, endDate: today },
    items: { [String(keyId)]: [[7, 500]] },
  });
  await expect(set('/used', '1')).rejects.toThrow(
    "Invalid patch path  '/used' specified for op 'replace'. Must be one of: [/remaining]",
  );
  await expect(client.send(new GetUsageCommand({ ...range, startDate: 'soon' }))).rejects.toThrow(BadRequestException);
  await expect(client.send(new GetUsageCommand({ ...range, usagePlanId: 'nope' }))).rejects.toThrow(
    'Invalid Usage Plan ID specified',
  );
});
