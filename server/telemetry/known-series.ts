import type { TelemetryBatch } from '#core/telemetry/batch.ts';
import type { SeriesKey } from '#core/telemetry/event.ts';
import { db } from '../db.ts';
import type { NodeGroup } from '../push/authenticate-node.ts';

/** Tells what a node of a group may speak of. */
export type KnownSeries = {
  /** The stage exists in the workspace, and the group serves it. */
  hasStage: (series: SeriesKey) => boolean;
  hasKey: (workspaceId: string, keyId: string) => boolean;
  hasPlan: (workspaceId: string, planId: string) => boolean;
};

/** Looks up what a batch speaks of: a node must not fill another group's or another workspace's dashboards. */
export async function knownSeries(group: NodeGroup, batch: TelemetryBatch): Promise<KnownSeries> {
  const spoken = [...batch.series, ...batch.samples];
  const apiIds = [...new Set(spoken.map((series) => series.apiId))];
  const keyIds = [...new Set([...spoken, ...batch.usage].map(({ keyId }) => keyId))].filter((id) => id !== '');
  const planIds = [...new Set(batch.usage.map((usage) => usage.planId))];
  const ofGroup = group.workspaceId === null ? {} : { workspaceId: group.workspaceId };
  const [stages, keys, plans] = await Promise.all([
    db().stage.findMany({
      where: { apiId: { in: apiIds }, api: ofGroup },
      select: {
        apiId: true,
        stageName: true,
        api: { select: { workspaceId: true } },
        groups: { select: { groupId: true } },
      },
    }),
    db().apiKey.findMany({ where: { id: { in: keyIds }, ...ofGroup }, select: { id: true, workspaceId: true } }),
    db().usagePlan.findMany({ where: { id: { in: planIds }, ...ofGroup }, select: { id: true, workspaceId: true } }),
  ]);
  const name = (...parts: string[]) => parts.join('\n');
  const served = stages.filter(
    ({ groups }) => groups.length === 0 || groups.some(({ groupId }) => groupId === group.groupId),
  );
  const knownStages = new Set(served.map(({ api, apiId, stageName }) => name(api.workspaceId, apiId, stageName)));
  const knownKeys = new Set(keys.map(({ workspaceId, id }) => name(workspaceId, id)));
  const knownPlans = new Set(plans.map(({ workspaceId, id }) => name(workspaceId, id)));
  return {
    hasStage: ({ workspaceId, apiId, stageName }) => knownStages.has(name(workspaceId, apiId, stageName)),
    hasKey: (workspaceId, keyId) => knownKeys.has(name(workspaceId, keyId)),
    hasPlan: (workspaceId, planId) => knownPlans.has(name(workspaceId, planId)),
  };
}
