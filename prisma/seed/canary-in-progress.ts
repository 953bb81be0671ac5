import type { Member } from '#server/actor.ts';
import { db } from '#server/db.ts';
import { createDeployment } from '#server/deployments/create-deployment.ts';
import { createMethod } from '#server/methods/create-method.ts';
import { getMethod } from '#server/methods/get-method.ts';
import { updateMethod } from '#server/methods/update-method.ts';
import { createResource } from '#server/resources/create-resource.ts';
import { type SeededPetstore, makePetstore } from './petstore.ts';
import type { Say } from './scenarios.ts';

/** The Petstore with a second version, which 10 % of the requests to `prod` reach. */
export async function makeCanaryInProgress(owner: Member, say: Say): Promise<SeededPetstore> {
  const petstore = await makePetstore(owner, say);
  const { apiId } = petstore;
  say('changing the draft and deploying it as a canary');
  const pet = await db().resource.findFirstOrThrow({ where: { apiId, path: '/pet/{petId}' } });
  const getPet = { apiId, resourceId: pet.id, httpMethod: 'GET' };
  const { integration, revision } = await getMethod.execute(owner, getPet);
  if (integration) {
    const answers = integration.integrationResponses.map((answer) => ({
      ...answer,
      responseTemplates: { 'application/json': JSON.stringify({ ...petOfSecondVersion }, null, 2) },
    }));
    await updateMethod.execute(owner, {
      ...getPet,
      expectedRevision: revision,
      patch: { integration: { ...integration, integrationResponses: answers } },
    });
  }
  const vaccinations = await createResource.execute(owner, { apiId, parentId: pet.id, pathPart: 'vaccinations' });
  await createMethod.execute(owner, { apiId, resourceId: vaccinations.id, httpMethod: 'GET' });
  await createDeployment.execute(owner, {
    apiId,
    stageName: 'prod',
    description: 'Prices and vaccinations',
    canary: { percentTraffic: 10 },
  });
  return petstore;
}

export async function seedCanaryInProgress(owner: Member, say: Say): Promise<string[]> {
  return (await makeCanaryInProgress(owner, say)).notes;
}

const petOfSecondVersion = {
  id: 7,
  name: 'Rex',
  status: 'available',
  photoUrls: [],
  price: { amount: 129, currency: 'EUR' },
};
