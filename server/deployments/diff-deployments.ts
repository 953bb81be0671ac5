import { diffDeploymentsInput } from '#core/deployments/input.ts';
import { compiledDraft } from '../apis/compiled-draft.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { changesBetween, deployedSide, draftSide } from './deployed-design.ts';
import { findDeploymentByNumber } from './find-deployment.ts';

/** What changes from one version to another, or to the draft. */
export const diffDeployments = query({
  permission: 'apis.read',
  input: diffDeploymentsInput,
  async run({ db, actor }, { apiId, fromNumber, toNumber }) {
    const api = await findApi(db, actor.workspaceId, apiId);
    const from = await findDeploymentByNumber(db, apiId, fromNumber);
    const before = deployedSide(db, from.designHash);
    if (toNumber === 'draft') {
      return { changes: await changesBetween(before, draftSide(await compiledDraft(db, api))) };
    }
    const to = await findDeploymentByNumber(db, apiId, toNumber);
    return { changes: await changesBetween(before, deployedSide(db, to.designHash)) };
  },
});
