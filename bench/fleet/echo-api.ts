import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import type { Member } from '#server/actor.ts';
import { createApi } from '#server/apis/create-api.ts';
import { db } from '#server/db.ts';
import { createDeployment } from '#server/deployments/create-deployment.ts';
import { createMethod } from '#server/methods/create-method.ts';
import { updateMethod } from '#server/methods/update-method.ts';
import { createResource } from '#server/resources/create-resource.ts';

export const stageName = 'prod';

/** Passes a request on to the upstream under a path that names the version. */
export function echo(upstreamUrl: string, version: number): Integration {
  return {
    ...mockIntegration(),
    type: 'HTTP_PROXY',
    httpMethod: 'GET',
    uri: `${upstreamUrl}/version-${version}`,
    requestTemplates: {},
    integrationResponses: [],
  };
}

/** An API whose methods the upstream answers: GET /open for everyone, GET /keyed for holders of a key. */
export type EchoApi = { apiId: string; openPath: string; keyedPath: string; deploy(version: number): Promise<void> };

/** Makes the API and deploys its version 1. */
export async function createEchoApi(owner: Member, upstreamUrl: string): Promise<EchoApi> {
  const { id: apiId } = await createApi.execute(owner, { name: 'Echo' });
  const { id: parentId } = await db().resource.findFirstOrThrow({ where: { apiId } });
  const open = await createResource.execute(owner, { apiId, parentId, pathPart: 'open' });
  const keyed = await createResource.execute(owner, { apiId, parentId, pathPart: 'keyed' });
  const deploy = async (version: number) => {
    for (const { id: resourceId } of [open, keyed]) {
      const id = { apiId, resourceId, httpMethod: 'GET' as const };
      const { revision } = await db().method.findUniqueOrThrow({ where: { apiId_resourceId_httpMethod: id } });
      const patch = { integration: echo(upstreamUrl, version), apiKeyRequired: resourceId === keyed.id };
      await updateMethod.execute(owner, { ...id, expectedRevision: revision, patch });
    }
    await createDeployment.execute(owner, { apiId, stageName });
  };
  for (const { id: resourceId } of [open, keyed]) {
    await createMethod.execute(owner, { apiId, resourceId, httpMethod: 'GET' });
  }
  await deploy(1);
  const base = `/${apiId}/${stageName}`;
  return { apiId, openPath: `${base}/open`, keyedPath: `${base}/keyed`, deploy };
}
