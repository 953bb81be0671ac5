import { taskIdInput } from '#core/tasks/input.ts';
import { query } from '../query.ts';
import { findTask } from './find-task.ts';
import { taskView } from './task-views.ts';

/** One task with its result. */
export const getTask = query({
  permission: 'apis.read',
  input: taskIdInput,
  async run({ db, actor }, { taskId }) {
    const { result, ...task } = await findTask(db, actor.workspaceId, taskId);
    return { ...taskView(task), result: result as unknown };
  },
});
