import { buildSdk } from '#core/sdk/build-sdk.ts';
import { sdkOptionsInput } from '#core/sdk/input.ts';
import { firstCall } from '#core/sdk/typescript/emit-readme.ts';
import { chooseNames } from '#core/sdk/typescript/naming.ts';
import { choosePackageNames } from '#core/sdk/typescript/package-names.ts';
import { deployedDesign } from '../deployments/deployed-design.ts';
import { query } from '../query.ts';
import { findStage } from '../stages/find-stage.ts';
import { invokeUrls } from '../stages/invoke-urls.ts';
import { suggestedVersion } from './suggested-version.ts';

/** What an SDK of a stage can be made as, what it will hold, and what it leaves out and why. */
export const getSdkOptions = query({
  permission: 'sdks.read',
  input: sdkOptionsInput,
  async run({ db, actor }, { apiId, stageName }) {
    const { deployment } = await findStage(db, actor.workspaceId, { apiId, stageName });
    const sdk = buildSdk(await deployedDesign(db, deployment.designHash), {
      baseUrl: invokeUrls(apiId, stageName, null).path,
    });
    const { packageName, apiKeyVariable } = choosePackageNames(sdk, {});
    const names = chooseNames(sdk);
    return {
      apiName: sdk.title,
      stageName,
      deploymentNumber: deployment.number,
      baseUrl: sdk.baseUrl,
      languages: [
        {
          language: 'typescript' as const,
          label: 'TypeScript',
          packageName,
          version: suggestedVersion(sdk.apiVersion, deployment.number),
          clientName: names.client,
          apiKeyVariable,
          /** An expression such as `client.pets.list()`; null for an API without operations. */
          firstCall: firstCall(sdk, names),
        },
      ],
      services: sdk.services.map(({ name, operations }) => ({ name, operations: operations.length })),
      types: sdk.types.length,
      skipped: sdk.skipped,
      downloadPath: `/api/sdks/${apiId}/${stageName}`,
    };
  },
});
