import { randomUUID } from 'node:crypto';
import type { Tx } from '../db.ts';
import type { StageId } from './stage-state.ts';

export const stageEventKinds = [
  'deploy',
  'rollback',
  'canary-deploy',
  'canary-weight',
  'canary-promote',
  'canary-remove',
  'settings',
  'flush-cache',
  'flush-authorizers-cache',
] as const;
export type StageEventKind = (typeof stageEventKinds)[number];

/** Notes what happened to a stage, under the revision with which it reached the nodes. */
export async function recordStageEvent(
  tx: Tx,
  actorName: string,
  { apiId, stageName }: StageId,
  event: { kind: StageEventKind; version: number; percentTraffic?: number; revisionSeq: bigint },
): Promise<void> {
  await tx.stageEvent.create({ data: { id: randomUUID(), apiId, stageName, actorName, ...event } });
}
