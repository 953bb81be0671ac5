import { apiIdInput } from '#core/apis/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { stageSummaries } from './stage-summary.ts';

export const listStages = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    const api = await findApi(db, actor.workspaceId, apiId);
    return { items: await stageSummaries(db, api) };
  },
});
