import { liveInput } from '#core/telemetry/input.ts';
import { resolutionMs } from '#core/telemetry/rollup.ts';
import type { Db } from '../db.ts';
import { readPoints } from '../rollups/read-points.ts';
import { trafficScope } from '../rollups/traffic-scope.ts';
import { subscription } from '../subscription.ts';
import { onTelemetry } from '../telemetry/telemetry-signal.ts';
import { watchChanges } from '../watch-changes.ts';
import { sampleRows } from './sample-rows.ts';
import { trafficFacts } from './traffic-facts.ts';

const stepMs = resolutionMs.MINUTE;
/** Nodes report late, so the minutes before this one may still grow. */
const minutesSent = 5;
const samplesSent = 20;

/** The latest minutes of traffic and the latest kept requests, again whenever a node reports more. */
export const watchLive = subscription({
  permission: 'telemetry.read',
  input: liveInput,
  run({ db, actor, signal }, filter) {
    const { workspaceId } = actor;
    return watchChanges(() => latest(db, workspaceId, filter), {
      signal,
      everyMs: 2_000,
      onNews: (listener) => onTelemetry(workspaceId, listener),
    });
  },
});

async function latest(
  db: Db,
  workspaceId: string,
  filter: { apiId?: string | undefined; stageName?: string | undefined },
) {
  const toMs = (Math.floor(Date.now() / stepMs) + 1) * stepMs;
  const range = { fromMs: toMs - minutesSent * stepMs, toMs, stepMs, resolution: 'MINUTE' as const };
  const [points, samples] = await Promise.all([
    readPoints(db, await trafficScope(db, workspaceId, filter), range),
    db.requestSample.findMany({
      where: { workspaceId, ...filter },
      orderBy: [{ at: 'desc' }, { id: 'asc' }],
      take: samplesSent,
    }),
  ]);
  return {
    points: points.map(({ atMs, counts }) => ({ atMs, ...trafficFacts(counts) })),
    samples: await sampleRows(db, workspaceId, samples),
  };
}
