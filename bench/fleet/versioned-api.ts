import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import type { Member } from '#server/actor.ts';
import { createApi } from '#server/apis/create-api.ts';
import { db } from '#server/db.ts';
import { createDeployment } from '#server/deployments/create-deployment.ts';
import { createMethod } from '#server/methods/create-method.ts';
import { updateMethod } from '#server/methods/update-method.ts';
import { stageName } from './echo-api.ts';
import type { Answer } from './traffic.ts';

const versionHeader = 'x-version';

/** Answers with the version in a header and in the body, beside the deployment that the stage's pointer names. */
function versioned(version: number): Integration {
  const mock = mockIntegration();
  return {
    ...mock,
    integrationResponses: mock.integrationResponses.map((response) => ({
      ...response,
      responseParameters: { [`method.response.header.${versionHeader}`]: `'${version}'` },
      responseTemplates: { 'application/json': `{"version":${version},"deploymentId":"$context.deploymentId"}` },
    })),
  };
}

/** An API whose answers tell from which version each of their parts comes. */
export type VersionedApi = {
  apiId: string;
  path: string;
  /** Makes the draft the given version. */
  edit(version: number): Promise<void>;
  deploy(version: number): Promise<void>;
  /** What is wrong with an answer that is not whole, and whole of one version; else null. */
  problem(answer: Answer): string | null;
  /** Pairs of deployment and version that were answered, and that no deployment has. */
  mixed(): Promise<string[]>;
};

/** Makes the API and deploys its version 1. */
export async function createVersionedApi(owner: Member): Promise<VersionedApi> {
  const { id: apiId } = await createApi.execute(owner, { name: 'Versioned' });
  const { id: resourceId } = await db().resource.findFirstOrThrow({ where: { apiId } });
  const id = { apiId, resourceId, httpMethod: 'GET' as const };
  await createMethod.execute(owner, id);
  const seen = new Set<string>();
  const api: VersionedApi = {
    apiId,
    path: `/${apiId}/${stageName}`,
    async edit(version) {
      const { revision } = await db().method.findUniqueOrThrow({ where: { apiId_resourceId_httpMethod: id } });
      const patch = { integration: versioned(version), methodResponses };
      await updateMethod.execute(owner, { ...id, expectedRevision: revision, patch });
    },
    async deploy(version) {
      await api.edit(version);
      await createDeployment.execute(owner, { apiId, stageName });
    },
    problem({ status, headers, text }) {
      if (status !== 200) return `${status} ${text}`;
      const { version, deploymentId } = JSON.parse(text) as { version: number; deploymentId: string };
      if (headers[versionHeader] !== String(version)) return `The header says ${headers[versionHeader]}: ${text}`;
      seen.add(`${deploymentId} ${version}`);
      return null;
    },
    async mixed() {
      const deployments = await db().deployment.findMany({ where: { apiId }, select: { id: true, number: true } });
      const real = new Set(deployments.map((deployment) => `${deployment.id} ${deployment.number}`));
      return [...seen].filter((pair) => !real.has(pair));
    },
  };
  await api.deploy(1);
  return api;
}

const methodResponses = [
  { statusCode: '200', responseParameters: { [`method.response.header.${versionHeader}`]: false }, responseModels: {} },
];
