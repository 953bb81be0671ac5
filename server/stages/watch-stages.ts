import { setTimeout as sleep } from 'node:timers/promises';
import { apiIdInput } from '#core/apis/input.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';
import type { Actor } from '../actor.ts';
import { findApi } from '../apis/find-api.ts';
import { authorize } from '../authorize.ts';
import { db } from '../db.ts';
import { parseInput } from '../parse-input.ts';
import { type StageSummary, stageSummaries } from './stage-summary.ts';

/** How often the store is asked: often while a revision is on its way to nodes. */
const intervalMs = { pending: 250, settled: 2000 } as const;

/** The stages of an API, at once and again whenever a pointer, a weight or a node's state changed. */
export const watchStages = {
  permission: 'apis.read',
  input: apiIdInput,
  async *open(actor: Actor, input: unknown, signal: AbortSignal): AsyncGenerator<StageSummary[]> {
    const { workspaceId } = authorize('apis.read', actor);
    const { apiId } = parseInput(apiIdInput, input);
    let last = '';
    while (!signal.aborted) {
      const stages = await stageSummaries(db(), await findApi(db(), workspaceId, apiId));
      const now = canonicalJson(
        stages.map((stage) => ({ ...stage, lastUpdatedDate: stage.lastUpdatedDate.getTime() })),
      );
      if (now !== last) yield stages;
      last = now;
      const isPending = stages.some((stage) => stage.nodes.state === 'pending');
      await sleep(isPending ? intervalMs.pending : intervalMs.settled, undefined, { signal }).catch(() => undefined);
    }
  },
} as const;
