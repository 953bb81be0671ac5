import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** The deployment, or NOT_FOUND. The API was already found in the actor's workspace. */
export async function findDeployment(store: Db | Tx, apiId: string, deploymentId: string) {
  const deployment = await store.deployment.findFirst({ where: { id: deploymentId, apiId } });
  if (!deployment) throw notFound('Deployment', deploymentId);
  return deployment;
}

export async function findDeploymentByNumber(store: Db | Tx, apiId: string, number: number) {
  const deployment = await store.deployment.findFirst({ where: { apiId, number } });
  if (!deployment) throw notFound('Version', String(number));
  return deployment;
}
