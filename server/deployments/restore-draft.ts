import { deploymentIdInput } from '#core/deployments/input.ts';
import { diffDesigns } from '#core/snapshot/diff.ts';
import { loadDesign } from '../apis/load-design.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { writeDesign } from '../apis/write-design.ts';
import { mutation } from '../mutation.ts';
import { deployedDesign } from './deployed-design.ts';
import { findDeployment } from './find-deployment.ts';

/** Makes the draft what an earlier deployment was. Stages are not touched. */
export const restoreDraft = mutation({
  permission: 'apis.write',
  input: deploymentIdInput,
  audit: { action: 'restore-draft', target: 'api' },
  async run({ tx, actor }, { apiId, deploymentId }) {
    const { draftRevision, name } = await touchDraft(tx, actor.workspaceId, apiId);
    const deployment = await findDeployment(tx, apiId, deploymentId);
    const { design: previous } = await loadDesign(tx, apiId);
    const design = await deployedDesign(tx, deployment.designHash);
    await writeDesign(tx, { apiId, draftRevision, design, previous });
    const changed = diffDesigns(previous, design).length;
    return {
      result: { draftRevision, changed },
      changed: { id: apiId, name, apiId, after: { restoredVersion: deployment.number, changed } },
    };
  },
});
