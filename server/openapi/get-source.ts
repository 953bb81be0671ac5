import { openApiSourceInput } from '#core/openapi/input.ts';
import { compiledDraft } from '../apis/compiled-draft.ts';
import { findApi } from '../apis/find-api.ts';
import { deployedDesign } from '../deployments/deployed-design.ts';
import { findDeploymentByNumber } from '../deployments/find-deployment.ts';
import { query } from '../query.ts';
import { runDescriptionJob } from './run-description-job.ts';

/** The draft, or a version, as OpenAPI text from which it can be made again. */
export const getSource = query({
  permission: 'apis.read',
  input: openApiSourceInput,
  async run({ db, actor }, { apiId, format, version }) {
    const api = await findApi(db, actor.workspaceId, apiId);
    if (version !== undefined) {
      const { designHash } = await findDeploymentByNumber(db, apiId, version);
      const design = await deployedDesign(db, designHash);
      return { ...(await runDescriptionJob({ kind: 'write', design, format })), draftRevision: api.draftRevision };
    }
    const { design, draftRevision } = await compiledDraft(db, api);
    return { ...(await runDescriptionJob({ kind: 'write', design, format })), draftRevision };
  },
});
