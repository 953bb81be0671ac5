import { partIdInput } from '#core/documentation/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { findPart } from './find-part.ts';

export const getPart = query({
  permission: 'apis.read',
  input: partIdInput,
  async run({ db, actor }, input) {
    await findApi(db, actor.workspaceId, input.apiId);
    return findPart(db, input);
  },
});
