import { authorizerIdInput } from '#core/authorizers/input.ts';
import { authorizerOf } from '../apis/design-rows.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { findAuthorizer } from './find-authorizer.ts';

export const getAuthorizer = query({
  permission: 'apis.read',
  input: authorizerIdInput,
  async run({ db, actor }, input) {
    await findApi(db, actor.workspaceId, input.apiId);
    const row = await findAuthorizer(db, input);
    return { ...authorizerOf(row), revision: row.revision };
  },
});
