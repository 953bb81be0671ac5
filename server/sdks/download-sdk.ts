import { downloadSdkInput } from '#core/sdk/input.ts';
import { deployedDesign } from '../deployments/deployed-design.ts';
import { query } from '../query.ts';
import { findStage } from '../stages/find-stage.ts';
import { invokeUrls } from '../stages/invoke-urls.ts';
import { generateSdk } from './generate-sdk.ts';
import { suggestedVersion } from './suggested-version.ts';

/** The SDK of what a stage serves, as a zip. */
export const downloadSdk = query({
  permission: 'sdks.read',
  input: downloadSdkInput,
  async run({ db, actor }, { apiId, stageName, language, packageName, version }) {
    const { deployment } = await findStage(db, actor.workspaceId, { apiId, stageName });
    const { designHash, number } = deployment;
    const design = () => deployedDesign(db, designHash);
    const request = {
      designHash,
      baseUrl: invokeUrls(apiId, stageName, null).path,
      language,
      packageName,
      version: version ?? suggestedVersion((await design()).api.version, number),
    };
    return generateSdk(request, design);
  },
});
