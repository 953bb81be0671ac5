import { createApiInput } from '#core/apis/input.ts';
import { defaultModels } from '#core/models/default-models.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { restApiColumns } from './design-rows.ts';

/** An API with nothing in it but its root resource and, when asked for, AWS's default models. */
export const createApi = mutation({
  permission: 'apis.write',
  input: createApiInput,
  audit: { action: 'create', target: 'api' },
  async run({ tx, actor }, { defaultModels: withModels, ...settings }) {
    const [id, rootResourceId] = [newId(), newId()];
    const { name } = settings;
    const { workspaceId, userId: createdById } = actor;
    const { createdDate } = await tx.restApi.create({
      data: { ...restApiColumns(settings), name, id, workspaceId, createdById },
    });
    await tx.resource.create({ data: { apiId: id, id: rootResourceId, parentId: null, pathPart: '', path: '/' } });
    if (withModels) {
      await tx.model.createMany({ data: defaultModels.map((model) => ({ ...model, apiId: id, id: newId() })) });
    }
    return { result: { id, rootResourceId, createdDate }, changed: { id, name, apiId: id, after: settings } };
  },
});
