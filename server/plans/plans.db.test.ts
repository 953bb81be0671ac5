import { beforeEach, expect, test } from 'vitest';
import { periodStart, usageDay } from '#core/plans/period.ts';
import { type PlanState, planStateSchema } from '#core/snapshot/revision.ts';
import { db } from '../db.ts';
import { createKey } from '../keys/create-key.ts';
import { keyUsage } from '../keys/key-usage.ts';
import { dayThatLasts } from '../testing/day-that-lasts.ts';
import { errorCode } from '../testing/error-of.ts';
import { newStage, newWorkspace } from '../testing/workspace-fixture.ts';
import { addKey } from './add-key.ts';
import { addStage } from './add-stage.ts';
import { createPlan } from './create-plan.ts';
import { deletePlan } from './delete-plan.ts';
import { extendUsage } from './extend-usage.ts';
import { getPlan } from './get-plan.ts';
import { planUsage } from './plan-usage.ts';
import { removeKey } from './remove-key.ts';
import { removeStage } from './remove-stage.ts';
import { setMethodThrottle } from './set-method-throttle.ts';
import { updatePlan } from './update-plan.ts';

const throttle = { rateLimit: 10, burstLimit: 20 };
const quota = { limit: 100, offset: 10, period: 'MONTH' } as const;

beforeEach(dayThatLasts);

async function pushedPlan(id: string): Promise<PlanState | null> {
  const row = await db().revision.findUniqueOrThrow({ where: { kind_id: { kind: 'plan', id } } });
  return row.body === null ? null : planStateSchema.parse(row.body);
}

test('every change of a plan reaches the revision log', async () => {
  const owner = await newWorkspace();
  const apiId = await newStage(owner.workspaceId);
  const { id: planId } = await createPlan.execute(owner, { name: 'Silver', throttle, quota });
  expect(await pushedPlan(planId)).toMatchObject({ throttle, quota, apiStages: [] });
  await addStage.execute(owner, { planId, apiId, stageName: 'prod' });
  const method = '/pets/{petId}/GET';
  await setMethodThrottle.execute(owner, { planId, apiId, stageName: 'prod', method, throttle });
  expect(await pushedPlan(planId)).toMatchObject({
    apiStages: [{ apiId, stage: 'prod', throttle: { [method]: throttle } }],
  });
  await setMethodThrottle.execute(owner, { planId, apiId, stageName: 'prod', method, throttle: null });
  await updatePlan.execute(owner, { planId, quota: null });
  expect(await pushedPlan(planId)).toMatchObject({ throttle, quota: null, apiStages: [{ throttle: {} }] });
  expect(await getPlan.execute(owner, { planId })).toMatchObject({ throttle, quota: null, keyCount: 0 });
  await removeStage.execute(owner, { planId, apiId, stageName: 'prod' });
  expect(await pushedPlan(planId)).toMatchObject({ apiStages: [] });
  await deletePlan.execute(owner, { planId });
  expect(await pushedPlan(planId)).toBeNull();
});

test('a key has one plan per stage, from whichever side it is tried, also at once', async () => {
  const owner = await newWorkspace();
  const apiId = await newStage(owner.workspaceId);
  const stage = { apiId, stageName: 'prod' };
  const gold = await createPlan.execute(owner, { name: 'Gold', stages: [stage] });
  const silver = await createPlan.execute(owner, { name: 'Silver', stages: [stage] });
  const empty = await createPlan.execute(owner, { name: 'Empty' });
  const planIds = [gold.id, silver.id];
  expect(await errorCode(createKey.execute(owner, { name: 'Both', planIds }))).toBe('CONFLICT');
  const { id: keyId } = await createKey.execute(owner, { name: 'Key' });
  const racing = await Promise.all(planIds.map((planId) => errorCode(addKey.execute(owner, { planId, keyId }))));
  expect(racing.toSorted()).toEqual(['CONFLICT', 'no error']);
  await addKey.execute(owner, { planId: empty.id, keyId });
  expect(await errorCode(addStage.execute(owner, { planId: empty.id, ...stage }))).toBe('CONFLICT');
  expect(await db().usagePlanStage.count({ where: { usagePlanId: empty.id } })).toBe(0);
  expect(await errorCode(removeKey.execute(owner, { planId: empty.id, keyId }))).toBe('no error');
  expect(await errorCode(addStage.execute(owner, { planId: empty.id, ...stage }))).toBe('no error');
});

test('usage counts by day, and the offset shortens the first period of the quota', async () => {
  const owner = await newWorkspace();
  const { workspaceId } = owner;
  const { id: planId } = await createPlan.execute(owner, { name: 'Counted', quota });
  const { id: keyId } = await createKey.execute(owner, { name: 'Busy', planIds: [planId] });
  const day = usageDay(Date.now());
  await db().usage.create({ data: { workspaceId, usagePlanId: planId, apiKeyId: keyId, day, used: 30n } });
  const range = { from: day, to: day };
  expect(await keyUsage.execute(owner, { keyId, ...range })).toMatchObject({
    total: 30,
    items: [{ planId, days: [{ day, used: 30 }], quota: { limit: 90, used: 30, remaining: 60 } }],
  });
  expect(await planUsage.execute(owner, { planId, ...range })).toMatchObject({
    days: [{ day, used: 30 }],
    keys: [{ keyId, keyName: 'Busy', used: 30, quota: { remaining: 60 } }],
  });
  await db().usagePlanKey.updateMany({ where: { apiKeyId: keyId }, data: { createdAt: new Date(0) } });
  expect(await keyUsage.execute(owner, { keyId, ...range })).toMatchObject({ items: [{ quota: { limit: 100 } }] });
});

test('what a key has left is set by hand for the current period, at the nodes and in the counts', async () => {
  const owner = await newWorkspace();
  const { workspaceId } = owner;
  const { id: planId } = await createPlan.execute(owner, { name: 'Extended', quota });
  const { id: keyId } = await createKey.execute(owner, { name: 'Busy', planIds: [planId] });
  const day = usageDay(Date.now());
  await db().usage.create({ data: { workspaceId, usagePlanId: planId, apiKeyId: keyId, day, used: 30n } });
  const { day: period } = await extendUsage.execute(owner, { planId, keyId, remaining: 500 });
  expect(period).toBe(usageDay(periodStart('MONTH', Date.now())));
  const range = { from: day, to: day };
  expect(await keyUsage.execute(owner, { keyId, ...range })).toMatchObject({
    items: [{ quota: { limit: 530, used: 30, remaining: 500 } }],
  });
  const extension = { keyId, day: period, remaining: 500, grantedAtMs: expect.any(Number) as number };
  expect(await pushedPlan(planId)).toMatchObject({ quota, extensions: [extension] });

  await extendUsage.execute(owner, { planId, keyId, remaining: 0 });
  expect(await planUsage.execute(owner, { planId, ...range })).toMatchObject({ keys: [{ quota: { remaining: 0 } }] });
  expect((await pushedPlan(planId))?.extensions).toMatchObject([{ keyId, remaining: 0 }]);

  await removeKey.execute(owner, { planId, keyId });
  expect((await pushedPlan(planId))?.extensions).toBeUndefined();
  expect(await errorCode(extendUsage.execute(owner, { planId, keyId, remaining: 1 }))).toBe('NOT_FOUND');
  await addKey.execute(owner, { planId, keyId });
  await updatePlan.execute(owner, { planId, quota: null });
  expect(await errorCode(extendUsage.execute(owner, { planId, keyId, remaining: 1 }))).toBe('PRECONDITION_FAILED');
});

test.each([
  { quota: { limit: 10, offset: 10, period: 'DAY' } },
  { throttle: { rateLimit: 0, burstLimit: 1 } },
  { name: '   ' },
])('refuses the plan %j', async (wrong) => {
  const owner = await newWorkspace();
  expect(await errorCode(createPlan.execute(owner, { name: 'Plan', ...wrong }))).toBe('BAD_INPUT');
});
