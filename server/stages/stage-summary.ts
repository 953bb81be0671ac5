import type { z } from 'zod';
import { canaryInput } from '#core/stages/input.ts';
import type { Db } from '../db.ts';
import { connectedNodes, stageNodes, type StageNodes } from './live-state.ts';
import { stageInclude } from './stage-state.ts';

export type StageSummary = {
  stageName: string;
  description: string | null;
  deploymentId: string;
  version: number;
  canary: ({ deploymentId: string; version: number } & z.output<typeof canaryInput>) | null;
  revision: number;
  lastUpdatedDate: Date;
  nodes: StageNodes;
};

/** The stages of an API by name, each with what its nodes have done with its latest revision. */
export async function stageSummaries(db: Db, api: { id: string; workspaceId: string }): Promise<StageSummary[]> {
  const [stages, nodes] = await Promise.all([
    db.stage.findMany({ where: { apiId: api.id }, include: stageInclude, orderBy: { stageName: 'asc' } }),
    connectedNodes(db, api.workspaceId),
  ]);
  return stages.map((stage) => ({
    stageName: stage.stageName,
    description: stage.description,
    deploymentId: stage.deploymentId,
    version: stage.deployment.number,
    canary: stage.canaryDeployment && {
      deploymentId: stage.canaryDeployment.id,
      version: stage.canaryDeployment.number,
      ...canaryInput.parse({
        percentTraffic: stage.canaryPercentTraffic,
        stageVariableOverrides: stage.canaryStageVariableOverrides,
        useStageCache: stage.canaryUseStageCache,
        stickiness: stage.canaryStickiness,
      }),
    },
    revision: stage.revision,
    lastUpdatedDate: stage.lastUpdatedDate,
    nodes: stageNodes({ ...stage, groupIds: stage.groups.map((group) => group.groupId) }, nodes),
  }));
}
