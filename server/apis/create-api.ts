import { createApiInput } from '#core/apis/input.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';

/** An API with nothing in it but its root resource. */
export const createApi = mutation({
  permission: 'apis.write',
  input: createApiInput,
  audit: { action: 'create', target: 'api' },
  async run({ tx, actor }, { name, description, behavior }) {
    const id = newId();
    const data = { name, description: description ?? null, behavior: behavior ?? 'friendly' };
    await tx.restApi.create({ data: { ...data, id, workspaceId: actor.workspaceId, createdById: actor.userId } });
    await tx.resource.create({ data: { apiId: id, id: newId(), parentId: null, pathPart: '', path: '/' } });
    return { result: { id }, changed: { id, name, apiId: id, after: data } };
  },
});
