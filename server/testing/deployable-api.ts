import { db } from '../db.ts';
import { createApi } from '../apis/create-api.ts';
import type { Member } from '../actor.ts';
import { createMethod } from '../methods/create-method.ts';

/** An API with one method that answers by itself. Returns its id. */
export async function deployableApi(owner: Member): Promise<string> {
  const { id: apiId, rootResourceId: resourceId } = await createApi.execute(owner, { name: 'Pets' });
  await createMethod.execute(owner, { apiId, resourceId, httpMethod: 'GET' });
  await db().integration.findFirstOrThrow({ where: { apiId } });
  return apiId;
}
