import { versionIdInput } from '#core/documentation/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { findVersion } from './find-version.ts';

export const getVersion = query({
  permission: 'apis.read',
  input: versionIdInput,
  async run({ db, actor }, input) {
    await findApi(db, actor.workspaceId, input.apiId);
    return findVersion(db, input);
  },
});
