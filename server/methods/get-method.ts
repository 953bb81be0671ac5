import { methodIdInput } from '#core/methods/input.ts';
import { findApi } from '../apis/find-api.ts';
import { methodOf } from '../apis/design-rows.ts';
import { query } from '../query.ts';
import { findMethod } from './find-method.ts';

export const getMethod = query({
  permission: 'apis.read',
  input: methodIdInput,
  async run({ db, actor }, input) {
    await findApi(db, actor.workspaceId, input.apiId);
    const { resource, row } = await findMethod(db, input);
    return { ...methodOf(row), path: resource.path, revision: row.revision, updatedAt: row.updatedAt };
  },
});
