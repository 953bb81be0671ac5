import { noInput } from '#core/workspaces/input.ts';
import { query } from '../query.ts';
import { taskViews } from './task-views.ts';

/** The long work of the workspace that runs or has ended and was not dismissed. */
export const listTasks = query({
  permission: 'apis.read',
  input: noInput,
  run: async ({ db, actor }) => ({ items: await taskViews(db, actor.workspaceId) }),
});
