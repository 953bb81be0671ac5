import { noInput } from '#core/workspaces/input.ts';
import { subscription } from '../subscription.ts';
import { watchChanges } from '../watch-changes.ts';
import { taskViews } from './task-views.ts';

/** The workspace's tasks, again whenever one begins, moves on or ends. */
export const watchTasks = subscription({
  permission: 'apis.read',
  input: noInput,
  run: ({ db, actor, signal }) => watchChanges(() => taskViews(db, actor.workspaceId), { signal, everyMs: 500 }),
});
