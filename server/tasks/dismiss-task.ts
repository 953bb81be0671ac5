import { SluiceError } from '#core/errors.ts';
import { taskIdInput } from '#core/tasks/input.ts';
import { mutation } from '../mutation.ts';
import { findTask } from './find-task.ts';

/** Takes a task that has ended off the tray. */
export const dismissTask = mutation({
  permission: 'apis.write',
  input: taskIdInput,
  audit: { action: 'dismiss', target: 'task' },
  async run({ tx, actor }, { taskId }) {
    const task = await findTask(tx, actor.workspaceId, taskId);
    if (task.status === 'running') throw new SluiceError('CONFLICT', 'This task is still running.');
    await tx.task.delete({ where: { id: taskId } });
    const { kind, status } = task;
    return { result: { taskId }, changed: { id: taskId, name: task.title, before: { kind, status } } };
  },
});
