import { notFound } from '#core/errors.ts';
import { methodKey } from '#core/methods/schema.ts';
import { methodInclude } from '../apis/design-rows.ts';
import type { Db, Tx } from '../db.ts';
import { findResource } from '../resources/find-resource.ts';

export type MethodId = { apiId: string; resourceId: string; httpMethod: string };

/** The method's rows and its resource, or NOT_FOUND. The API was already found in the actor's workspace. */
export async function findMethod(store: Db | Tx, { apiId, resourceId, httpMethod }: MethodId) {
  const resource = await findResource(store, apiId, resourceId);
  const row = await store.method.findUnique({
    where: { apiId_resourceId_httpMethod: { apiId, resourceId, httpMethod } },
    include: methodInclude,
  });
  if (!row) throw notFound('Method', methodKey(httpMethod, resource.path));
  return { resource, row };
}

/** The id under which audit rows name a method. */
export function methodTargetId({ resourceId, httpMethod }: Pick<MethodId, 'resourceId' | 'httpMethod'>): string {
  return `${resourceId}/${httpMethod}`;
}
