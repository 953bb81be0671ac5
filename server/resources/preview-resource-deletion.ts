import { resourceIdInput } from '#core/resources/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { findResourceBelowRoot } from './find-resource.ts';
import { countSubtree } from './subtree.ts';

/** What deleting a resource would take along. */
export const previewResourceDeletion = query({
  permission: 'apis.read',
  input: resourceIdInput,
  async run({ db, actor }, { apiId, resourceId }) {
    await findApi(db, actor.workspaceId, apiId);
    return countSubtree(db, await findResourceBelowRoot(db, apiId, resourceId));
  },
});
