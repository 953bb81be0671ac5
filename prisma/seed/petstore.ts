import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Member } from '#server/actor.ts';
import { createDeployment } from '#server/deployments/create-deployment.ts';
import { createKey } from '#server/keys/create-key.ts';
import { createPlan } from '#server/plans/create-plan.ts';
import { createPortal } from '#server/portals/create-portal.ts';
import { invokeUrls } from '#server/stages/invoke-urls.ts';
import { importApi } from './import-api.ts';
import type { Say } from './scenarios.ts';

const petstoreFile = join(import.meta.dirname, '../../core/openapi/testdata/petstore.yaml');

export type SeededPetstore = {
  apiId: string;
  freePlanId: string;
  shopPlanId: string;
  demoKey: { id: string; value: string };
  notes: string[];
};

/** The Petstore on the stage `prod`, with two plans, a key, and a published portal. */
export async function makePetstore(owner: Member, say: Say): Promise<SeededPetstore> {
  say('importing the Petstore');
  const apiId = await importApi(owner, 'petstore.yaml', await readFile(petstoreFile, 'utf8'));
  say('deploying it to prod');
  await createDeployment.execute(owner, { apiId, stageName: 'prod', description: 'First version' });
  const stages = [{ apiId, stageName: 'prod' }];
  say('adding plans, a key and a portal');
  const free = await createPlan.execute(owner, {
    name: 'Free',
    description: 'To try it out',
    throttle: { rateLimit: 5, burstLimit: 10 },
    quota: { limit: 1_000, offset: 0, period: 'DAY' },
    stages,
  });
  const shop = await createPlan.execute(owner, {
    name: 'Shop',
    description: 'For shops that sell our pets',
    throttle: { rateLimit: 50, burstLimit: 100 },
    quota: { limit: 1_000_000, offset: 0, period: 'MONTH' },
    stages,
  });
  const demoKey = await createKey.execute(owner, { name: 'Demo app', planIds: [free.id] });
  await createPortal.execute(owner, {
    slug: 'petstore',
    title: 'Acme Pets for developers',
    description: portalText,
    published: true,
    apis: stages,
  });
  const url = `${invokeUrls(apiId, 'prod', null).path}/pet/7`;
  return {
    apiId,
    freePlanId: free.id,
    shopPlanId: shop.id,
    demoKey,
    notes: [`Call it: curl -H 'x-api-key: ${demoKey.value}' ${url}`, 'Portal: /portal/petstore'],
  };
}

export async function seedPetstore(owner: Member, say: Say): Promise<string[]> {
  return (await makePetstore(owner, say)).notes;
}

const portalText = `Everything you need to sell **Acme pets** in your own shop.

1. Ask us for an API key.
2. Send it as \`x-api-key\` with each call.

| plan | requests per second | quota |
| ---- | ------------------- | ----- |
| Free | 5 | 1,000 a day |
| Shop | 50 | 1,000,000 a month |
`;
