// A control plane that deploys one API again and again until it is killed: `node deploy-forever.ts ACTOR API RESOURCE`.
import type { Member } from '../actor.ts';
import { db } from '../db.ts';
import { createDeployment } from '../deployments/create-deployment.ts';
import { updateMethod } from '../methods/update-method.ts';

const [actorText = '', apiId = '', resourceId = ''] = process.argv.slice(2);
const actor = JSON.parse(actorText) as Member;
const id = { apiId, resourceId, httpMethod: 'GET' } as const;

for (;;) {
  const method = await db().method.findUniqueOrThrow({ where: { apiId_resourceId_httpMethod: id } });
  const patch = { operationName: `edit ${method.revision}` };
  await updateMethod.execute(actor, { ...id, expectedRevision: method.revision, patch });
  const { number } = await createDeployment.execute(actor, { apiId, stageName: 'prod' });
  process.stdout.write(`${number}\n`);
}
