import { stageIdInput } from '#core/stages/input.ts';
import type { CacheClusterSize } from '#core/stages/schema.ts';
import { query } from '../query.ts';
import { findStage } from './find-stage.ts';
import { invokeUrls } from './invoke-urls.ts';
import { connectedNodes, stageNodes } from './live-state.ts';
import { stageStateOf } from './stage-state.ts';

/** Everything about a stage: its pointers and settings, where it is called, and which nodes run it. */
export const getStage = query({
  permission: 'apis.read',
  input: stageIdInput,
  async run({ db, actor }, { apiId, stageName }) {
    const stage = await findStage(db, actor.workspaceId, { apiId, stageName });
    const nodes = await connectedNodes(db, actor.workspaceId);
    const groupIds = stage.groups.map((group) => group.groupId);
    const { deploymentId, version, variables, canary, methodSettings, accessLogSettings } = stageStateOf(stage);
    const serving = nodes.filter((node) => groupIds.length === 0 || groupIds.includes(node.groupId));
    return {
      ...{ apiId, stageName, deploymentId, version, variables, canary, methodSettings, groupIds },
      accessLogSettings,
      cacheClusterEnabled: stage.cacheClusterEnabled,
      cacheClusterSize: stage.cacheClusterSize as CacheClusterSize | null,
      description: stage.description,
      revision: stage.revision,
      createdDate: stage.createdDate,
      lastUpdatedDate: stage.lastUpdatedDate,
      deployment: deploymentFacts(stage.deployment),
      canaryDeployment: stage.canaryDeployment && deploymentFacts(stage.canaryDeployment),
      urls: invokeUrls(apiId, stageName, serving.find((node) => node.publicUrl !== null)?.publicUrl ?? null),
      nodes: stageNodes({ ...stage, groupIds }, nodes),
    };
  },
});

type Deployment = { id: string; number: number; description: string | null; createdDate: Date; createdByName: string };

function deploymentFacts({ id, number, description, createdDate, createdByName }: Deployment): Deployment {
  return { id, number, description, createdDate, createdByName };
}
