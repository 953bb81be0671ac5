import { apiIdInput } from '#core/apis/input.ts';
import { changesBetween, deployedSide, draftSide } from '../deployments/deployed-design.ts';
import { query } from '../query.ts';
import { type StageSummary, stageSummaries } from '../stages/stage-summary.ts';
import { compiledDraft } from './compiled-draft.ts';
import { findApi } from './find-api.ts';

/**
 * What stands on every page of an API: its name, how far the draft is from what was deployed last, and its stages with
 * their nodes.
 */
export const getApiHeader = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    const api = await findApi(db, actor.workspaceId, apiId);
    const [draft, stages] = await Promise.all([compiledDraft(db, api), stageSummaries(db, api)]);
    const comparedTo = newestPointer(stages);
    const deployment =
      comparedTo &&
      (await db.deployment.findUnique({ where: { id: comparedTo.deploymentId }, select: { designHash: true } }));
    const changes = deployment ? await changesBetween(deployedSide(db, deployment.designHash), draftSide(draft)) : [];
    return {
      id: api.id,
      name: api.name,
      behavior: api.behavior,
      draftRevision: api.draftRevision,
      changes: {
        count: changes.length,
        comparedTo: comparedTo && { stageName: comparedTo.stageName, version: comparedTo.version },
        problems: draft.problems.filter((problem) => problem.level === 'error').length,
      },
      stages,
    };
  },
});

/** The stage, or canary of a stage, that runs the highest version; the draft is measured against it. */
function newestPointer(stages: readonly StageSummary[]) {
  const pointers = stages.flatMap(({ stageName, version, deploymentId, canary }) => [
    { stageName, version, deploymentId },
    ...(canary ? [{ stageName, version: canary.version, deploymentId: canary.deploymentId }] : []),
  ]);
  return pointers.reduce<(typeof pointers)[number] | null>(
    (newest, pointer) => (newest === null || pointer.version > newest.version ? pointer : newest),
    null,
  );
}
