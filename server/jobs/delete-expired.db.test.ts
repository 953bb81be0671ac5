import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { startSession } from '../auth/sessions.ts';
import { db } from '../db.ts';
import { env } from '../env.ts';
import { ingestBatch } from '../telemetry/ingest-batch.ts';
import { requestSample, seriesPoint, telemetryBatch } from '../testing/telemetry-batch.ts';
import { newStage, newWorkspace } from '../testing/workspace-fixture.ts';
import { deleteExpired } from './delete-expired.ts';

const dayMs = 86_400_000;

test('each resolution and the kept requests go when their time is over, and not before', async () => {
  const owner = await newWorkspace();
  const { workspaceId } = owner;
  const apiId = await newStage(workspaceId);
  const of = { workspaceId, apiId };
  const batch = telemetryBatch({ series: [seriesPoint(of)], samples: [requestSample(of)] });
  await ingestBatch({ groupId: 'default', workspaceId: null }, batch);
  await startSession(db(), owner.userId, owner);
  const left = async () => ({
    resolutions: (await db().rollup.groupBy({ by: 'resolution', orderBy: { resolution: 'asc' } })).map(
      (row) => row.resolution,
    ),
    samples: await db().requestSample.count(),
    sessions: await db().session.count(),
  });
  const { minuteRollups, hourRollups, dayRollups, requestSamples } = env().retentionDays;
  await deleteExpired(Date.now() + (Math.min(minuteRollups, requestSamples) - 1) * dayMs);
  expect(await left()).toEqual({ resolutions: ['DAY', 'HOUR', 'MINUTE'], samples: 1, sessions: 1 });
  await deleteExpired(Date.now() + (Math.max(minuteRollups, requestSamples) + 1) * dayMs);
  expect(await left()).toEqual({ resolutions: ['DAY', 'HOUR'], samples: 0, sessions: 0 });
  await deleteExpired(Date.now() + (hourRollups + 1) * dayMs);
  expect(await left()).toMatchObject({ resolutions: ['DAY'] });
  await deleteExpired(Date.now() + (dayRollups + 1) * dayMs);
  expect(await left()).toMatchObject({ resolutions: [] });
});

test('more rows than one statement takes are all deleted, by several control planes at once', async () => {
  const rows = Array.from({ length: 12_000 }, (_, batch) => ({ nodeId: 'n', bootId: randomUUID(), batch }));
  await db().telemetryBatch.createMany({ data: rows });
  const later = Date.now() + 8 * dayMs;
  await Promise.all([deleteExpired(later), deleteExpired(later), deleteExpired(later)]);
  await deleteExpired(later);
  expect(await db().telemetryBatch.count()).toBe(0);
});
