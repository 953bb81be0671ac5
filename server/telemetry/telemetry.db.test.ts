import { beforeEach, expect, test } from 'vitest';
import { usageDay } from '#core/plans/period.ts';
import { quantile, sketchCount } from '#core/telemetry/sketch.ts';
import { getBreakdown } from '../dashboards/get-breakdown.ts';
import { getOverview } from '../dashboards/get-overview.ts';
import { getSample } from '../dashboards/get-sample.ts';
import { getSeries } from '../dashboards/get-series.ts';
import { listSamples } from '../dashboards/list-samples.ts';
import { db } from '../db.ts';
import { createKey } from '../keys/create-key.ts';
import { createPlan } from '../plans/create-plan.ts';
import type { NodeGroup } from '../push/authenticate-node.ts';
import { countsOf } from '../rollups/rollup-columns.ts';
import { dayThatLasts } from '../testing/day-that-lasts.ts';
import { errorCode } from '../testing/error-of.ts';
import { requestSample, seriesPoint, telemetryBatch } from '../testing/telemetry-batch.ts';
import { newStage, newWorkspace } from '../testing/workspace-fixture.ts';
import { ingestBatch } from './ingest-batch.ts';

const group: NodeGroup = { groupId: 'default', workspaceId: null };
const hourMs = 3_600_000;

const lastHours = (hours: number) => ({
  from: new Date(Date.now() - hours * hourMs),
  to: new Date(Date.now() + 60_000),
});

beforeEach(dayThatLasts);

async function total(workspaceId: string, level: string, resolution: string) {
  const rows = await db().rollup.findMany({ where: { workspaceId, level, resolution } });
  return rows.map(countsOf).reduce((sum, counts) => sum + counts.count, 0);
}

test('a batch is counted once, however often and however fast it comes again', async () => {
  const owner = await newWorkspace();
  const { workspaceId } = owner;
  const apiId = await newStage(workspaceId);
  const plan = await createPlan.execute(owner, { name: 'Plan', stages: [{ apiId, stageName: 'prod' }] });
  const { id: keyId } = await createKey.execute(owner, { name: 'Key', planIds: [plan.id] });
  const usage = [{ workspaceId, planId: plan.id, keyId, day: usageDay(Date.now()), used: 10 }];
  const of = { workspaceId, apiId };
  const batch = telemetryBatch({ series: [seriesPoint({ ...of, keyId })], samples: [requestSample(of)], usage });
  await Promise.all([ingestBatch(group, batch), ingestBatch(group, batch), ingestBatch(group, batch)]);
  await ingestBatch(group, batch);
  for (const level of ['WORKSPACE', 'STAGE', 'METHOD', 'KEY']) {
    for (const resolution of ['MINUTE', 'HOUR', 'DAY']) {
      expect(await total(workspaceId, level, resolution), `${level} ${resolution}`).toBe(10);
    }
  }
  expect(await db().requestSample.count({ where: { workspaceId } })).toBe(1);
  expect(await db().usage.findMany({ where: { apiKeyId: keyId } })).toMatchObject([{ used: 10n }]);
});

test('batches of many nodes at once lose nothing', async () => {
  const { workspaceId } = await newWorkspace();
  const apiIds = [await newStage(workspaceId), await newStage(workspaceId)];
  const batches = Array.from({ length: 20 }, (_, index) => {
    const series = apiIds.map((apiId) => seriesPoint({ workspaceId, apiId }));
    // Half of them the other way round, so that a wrong order of locks shows.
    return telemetryBatch({ nodeId: `node-${index}`, series: index % 2 === 0 ? series : series.toReversed() });
  });
  await Promise.all(batches.map((batch) => ingestBatch(group, batch)));
  const [row] = await db().rollup.findMany({ where: { workspaceId, level: 'WORKSPACE', resolution: 'DAY' } });
  const counts = row && countsOf(row);
  expect(counts).toMatchObject({ count: 400, count4xx: 80, count5xx: 40 });
  expect(counts && sketchCount(counts.latency)).toBe(400);
  expect(counts && quantile(counts.latency, 0.5)).toBeCloseTo(20, 0);
});

test('a node cannot count for what its group does not serve', async () => {
  const [own, foreign] = [await newWorkspace(), await newWorkspace()];
  const [ownApi, foreignApi] = [await newStage(own.workspaceId), await newStage(foreign.workspaceId)];
  const foreignKey = await createKey.execute(foreign, { name: 'Foreign' });
  const { id: groupId } = await db().gatewayGroup.create({
    data: { id: `group-${own.workspaceId}`, workspaceId: own.workspaceId, name: 'Own' },
  });
  await db().stageGroup.create({ data: { apiId: ownApi, stageName: 'prod', groupId } });
  const served = { workspaceId: own.workspaceId, apiId: ownApi };
  const series = [
    seriesPoint(served),
    seriesPoint({ ...served, keyId: foreignKey.id }),
    seriesPoint({ ...served, stageName: 'unknown' }),
    seriesPoint({ ...served, minuteMs: Date.now() + hourMs }),
    seriesPoint({ workspaceId: foreign.workspaceId, apiId: foreignApi }),
    seriesPoint({ workspaceId: own.workspaceId, apiId: foreignApi }),
    seriesPoint({ workspaceId: foreign.workspaceId, apiId: ownApi }),
  ];
  const samples = [requestSample({ workspaceId: foreign.workspaceId, apiId: foreignApi }), requestSample(served)];
  await ingestBatch({ groupId, workspaceId: own.workspaceId }, telemetryBatch({ series, samples }));
  expect(await total(own.workspaceId, 'WORKSPACE', 'DAY')).toBe(20);
  expect(await total(own.workspaceId, 'KEY', 'DAY')).toBe(0);
  expect(await total(foreign.workspaceId, 'WORKSPACE', 'DAY')).toBe(0);
  expect(await db().requestSample.count({ where: { workspaceId: foreign.workspaceId } })).toBe(0);
  expect(await db().requestSample.count({ where: { workspaceId: own.workspaceId } })).toBe(1);
});

test('what cannot be stored as it is does not keep a batch from being stored', async () => {
  const { workspaceId } = await newWorkspace();
  const apiId = await newStage(workspaceId);
  const sample = requestSample({ workspaceId, apiId, path: '/a\0b', cause: '\0', userAgent: '\ud800' });
  const series = [seriesPoint({ workspaceId, apiId, latency: { sum: 1, buckets: [9_000_000_000, 9_000_000_000] } })];
  await ingestBatch(group, telemetryBatch({ series, samples: [sample] }));
  expect(await db().requestSample.findMany({ where: { workspaceId } })).toMatchObject([{ path: '/ab', cause: '' }]);
});

test('dashboards show sides, methods and keys apart, with gaps where nothing was served', async () => {
  const owner = await newWorkspace();
  const { workspaceId } = owner;
  const apiId = await newStage(workspaceId);
  const plan = await createPlan.execute(owner, { name: 'Plan', stages: [{ apiId, stageName: 'prod' }] });
  const { id: keyId } = await createKey.execute(owner, { name: 'Busy key', planIds: [plan.id] });
  const minuteMs = Math.floor(Date.now() / 60_000) * 60_000;
  const of = { workspaceId, apiId, minuteMs };
  const series = [
    seriesPoint({ ...of, keyId }),
    seriesPoint({ ...of, minuteMs: minuteMs - 10 * 60_000 }),
    seriesPoint({ ...of, variant: 'canary', resource: '/pets/{petId}', count: 4 }),
    seriesPoint({ ...of, resource: '', httpMethod: 'GET', count: 3 }),
  ];
  await ingestBatch(group, telemetryBatch({ series }));
  const range = lastHours(1);
  const api = await getSeries.execute(owner, { apiId, ...range });
  expect(api).toMatchObject({ resolution: 'MINUTE', range: { stepMs: 60_000 } });
  expect(api.points.map(({ atMs, count }) => [atMs, count])).toEqual([
    [minuteMs - 10 * 60_000, 10],
    [minuteMs, 17],
  ]);
  expect(api.points[0]?.p50).toBeCloseTo(20, 0);
  expect(api.points[0]?.integrationP99).toBeCloseTo(10, 0);
  const counts = async (filter: object) =>
    (await getSeries.execute(owner, { ...filter, ...range })).points.map((each) => each.count);
  expect(await counts({ apiId, variant: 'canary' })).toEqual([4]);
  expect(await counts({ apiId, stageName: 'prod', httpMethod: 'GET', resource: '/pets/{petId}' })).toEqual([4]);
  expect(await counts({ keyId })).toEqual([10]);
  expect(await counts({})).toEqual([10, 17]);

  const rows = async (by: string) =>
    (await getBreakdown.execute(owner, { by: by as 'api', apiId, ...range })).rows.map((row) => ({ ...row }));
  expect(await rows('method')).toMatchObject([
    { httpMethod: 'GET', resource: '/pets', count: 20 },
    { httpMethod: 'GET', resource: '/pets/{petId}', count: 4 },
    { httpMethod: null, resource: null, count: 3 },
  ]);
  expect(await rows('variant')).toMatchObject([
    { variant: 'stable', count: 23 },
    { variant: 'canary', count: 4 },
  ]);
  expect(await rows('key')).toMatchObject([{ keyId, keyName: 'Busy key', count: 10 }]);
  const overview = await getOverview.execute(owner, range);
  expect(overview).toMatchObject({ totals: { count: 27 }, apis: [{ apiId, count: 27 }] });
});

test('a month is summed from days, hours and minutes without counting anything twice', async () => {
  const owner = await newWorkspace();
  const { workspaceId } = owner;
  const apiId = await newStage(workspaceId);
  const series = Array.from({ length: 6 * 24 }, (_, hour) =>
    seriesPoint({ workspaceId, apiId, minuteMs: Math.floor((Date.now() - hour * hourMs) / 60_000) * 60_000 }),
  );
  await ingestBatch(group, telemetryBatch({ series }));
  for (const hours of [3, 24, 100, 24 * 30]) {
    const range = lastHours(hours);
    const points = await getSeries.execute(owner, { apiId, ...range });
    const charted = points.points.reduce((sum, point) => sum + point.count, 0);
    const { rows } = await getBreakdown.execute(owner, { by: 'api', ...range });
    expect(
      rows.map((row) => row.count),
      `${hours} hours`,
    ).toEqual([charted]);
    expect(charted).toBeGreaterThanOrEqual(Math.min(hours, series.length) * 10);
  }
});

test('kept requests are found by status, path and id, and only in their own workspace', async () => {
  const [owner, stranger] = [await newWorkspace(), await newWorkspace()];
  const { workspaceId } = owner;
  const apiId = await newStage(workspaceId);
  const of = { workspaceId, apiId };
  const failed = requestSample({ ...of, status: 504, path: '/slow', atMs: Date.now() - 1000 });
  const samples = [failed, requestSample({ ...of, status: 200 }), requestSample(of)];
  await ingestBatch(group, telemetryBatch({ samples }));
  const statuses = async (filter: object) =>
    (await listSamples.execute(owner, filter)).items.map((sample) => sample.status);
  expect(await statuses({ statusClass: '5xx' })).toEqual([504]);
  expect((await statuses({ statusClass: 'failed' })).toSorted()).toEqual([403, 504]);
  expect(await statuses({ search: 'slow' })).toEqual([504]);
  expect(await statuses({ search: failed.requestId })).toEqual([504]);
  const first = await listSamples.execute(owner, { limit: 2 });
  const rest = await listSamples.execute(owner, { limit: 2, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].map((sample) => sample.requestId).toSorted()).toEqual(
    samples.map((sample) => sample.requestId).toSorted(),
  );
  expect(rest.nextCursor).toBeNull();
  const { requestId } = failed;
  expect(await getSample.execute(owner, { requestId })).toMatchObject({ status: 504, path: '/slow', keyId: null });
  expect(await errorCode(getSample.execute(stranger, { requestId }))).toBe('NOT_FOUND');
  expect(await errorCode(getSeries.execute(stranger, { apiId, ...lastHours(1) }))).toBe('NOT_FOUND');
});
