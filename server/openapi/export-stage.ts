import { exportStageInput } from '#core/openapi/input.ts';
import { deployedDesign } from '../deployments/deployed-design.ts';
import { query } from '../query.ts';
import { findStage } from '../stages/find-stage.ts';
import { invokeUrls } from '../stages/invoke-urls.ts';
import { runDescriptionJob } from './run-description-job.ts';

/** What a stage serves, as an OpenAPI document with the stage's address. */
export const exportStage = query({
  permission: 'apis.read',
  input: exportStageInput,
  async run({ db, actor }, { apiId, stageName, format, version, extensions }) {
    const { deployment } = await findStage(db, actor.workspaceId, { apiId, stageName });
    const design = await deployedDesign(db, deployment.designHash);
    const serverUrl = invokeUrls(apiId, stageName, null).path;
    const { text } = await runDescriptionJob({
      kind: 'write',
      design,
      format,
      options: { version, extensions, serverUrl },
    });
    return { text };
  },
});
