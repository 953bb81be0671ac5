import { randomUUID } from 'node:crypto';
import type { TelemetryBatch } from '#core/telemetry/batch.ts';
import type { RequestSample, SeriesPoint } from '#core/telemetry/event.ts';
import { foldSeries } from '#core/telemetry/rollup.ts';
import { type Tx, transaction } from '../db.ts';
import { env } from '../env.ts';
import { log } from '../log.ts';
import type { NodeGroup } from '../push/authenticate-node.ts';
import { addRollups } from '../rollups/add-rollups.ts';
import { lockTelemetry } from '../rollups/lock-telemetry.ts';
import { addUsage } from './add-usage.ts';
import { knownSeries } from './known-series.ts';
import { telemetryArrived } from './telemetry-signal.ts';

/** A node whose clock is ahead of ours by more than this does not write into our future. */
const clockSkewMs = 5 * 60_000;

/**
 * Counts a batch, wholly or not at all, and once: a batch that came before changes nothing. What the node's group does
 * not serve is left out.
 */
export async function ingestBatch(group: NodeGroup, batch: TelemetryBatch): Promise<void> {
  const { series, samples, usage } = await accepted(group, batch);
  const rows = foldSeries(series);
  const workspaceIds = new Set([...series, ...usage].map(({ workspaceId }) => workspaceId));
  const isNew = await transaction(async (tx) => {
    if (!(await remember(tx, group, batch))) return false;
    await lockTelemetry(tx, workspaceIds);
    await addRollups(tx, rows);
    await addUsage(tx, usage);
    await tx.requestSample.createMany({ data: samples.map((sample) => sampleRow(sample, batch.nodeId)) });
    return true;
  });
  if (!isNew) return;
  const leftOut = batch.series.length - series.length;
  if (batch.dropped > 0 || leftOut > 0) {
    log.warn({ nodeId: batch.nodeId, dropped: batch.dropped, leftOut }, 'telemetry is incomplete');
  }
  telemetryArrived(workspaceIds);
}

async function accepted(group: NodeGroup, batch: TelemetryBatch) {
  const known = await knownSeries(group, batch);
  const now = Date.now();
  const oldest = now - env().retentionDays.minuteRollups * 86_400_000;
  const isOfNow = (atMs: number) => atMs >= oldest && atMs <= now + clockSkewMs;
  const withKnownKey = <Of extends SeriesPoint | RequestSample>(of: Of): Of =>
    of.keyId === '' || known.hasKey(of.workspaceId, of.keyId) ? of : { ...of, keyId: '' };
  return {
    series: batch.series.filter((point) => known.hasStage(point) && isOfNow(point.minuteMs)).map(withKnownKey),
    samples: batch.samples.filter((sample) => known.hasStage(sample) && isOfNow(sample.atMs)).map(withKnownKey),
    usage: batch.usage.filter(
      ({ workspaceId, planId, keyId }) => known.hasPlan(workspaceId, planId) && known.hasKey(workspaceId, keyId),
    ),
  };
}

/** False when the batch was counted before. A second delivery in the same moment waits for the first one's end. */
async function remember(tx: Tx, group: NodeGroup, { nodeId, bootId, batch }: TelemetryBatch): Promise<boolean> {
  // A node of one group cannot use up the numbers of a node of another.
  const name = `${group.groupId}/${nodeId}`;
  const inserted = await tx.telemetryBatch.createMany({
    data: [{ nodeId: name, bootId, batch }],
    skipDuplicates: true,
  });
  return inserted.count === 1;
}

function sampleRow({ atMs, ...sample }: RequestSample, nodeId: string) {
  const row = { ...sample, id: randomUUID(), nodeId, at: new Date(atMs) };
  // PostgreSQL's text holds no NUL; one request must not keep a batch from being stored.
  const clean = (text: string) => text.replaceAll('\0', '');
  return {
    ...row,
    path: clean(row.path),
    cause: row.cause === null ? null : clean(row.cause),
    userAgent: clean(row.userAgent),
  };
}
