import type { MethodPatch } from '#core/methods/input.ts';
import { type HttpMethod, httpMethods, type Method } from '#core/methods/schema.ts';
import { getMethod } from '../../methods/get-method.ts';
import { updateMethod } from '../../methods/update-method.ts';
import type { AwsCall } from '../operation.ts';
import { onNewest } from '../on-newest.ts';
import { inMethodWords, missing } from './method-words.ts';

/** A method as it stands, with the path of its resource. */
export type FoundMethod = Method & { path: string; revision: number };

/** The method that a call's path names. */
export async function findMethod(call: AwsCall): Promise<FoundMethod> {
  const httpMethod = await httpMethodOf(call);
  const { restapi_id: apiId, resource_id: resourceId } = call.path;
  try {
    return await getMethod.execute(call.actor, { apiId, resourceId, httpMethod });
  } catch (thrown) {
    throw await inMethodWords(thrown, call);
  }
}

/**
 * Changes the method that a call's path names, and answers the method as it is then. Clients edit the parts of one method at
 * once: when another edit came in between, `change` is given the method anew.
 */
export async function editMethod(
  call: AwsCall,
  change: (method: FoundMethod) => MethodPatch | Promise<MethodPatch>,
): Promise<Method> {
  try {
    return await onNewest(async () => {
      const method = await findMethod(call);
      const { revision: expectedRevision, resourceId, httpMethod } = method;
      const patch = await change(method);
      const id = { apiId: call.path.restapi_id, resourceId, httpMethod };
      await updateMethod.execute(call.actor, { ...id, expectedRevision, patch });
      return { ...method, ...patch };
    });
  } catch (thrown) {
    throw await inMethodWords(thrown, call);
  }
}

async function httpMethodOf(call: AwsCall): Promise<HttpMethod> {
  const httpMethod = httpMethods.find((each) => each === call.path.http_method);
  if (httpMethod) return httpMethod;
  throw await missing(call);
}
