import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** The task's row, or NOT_FOUND when the workspace has none of this id. */
export async function findTask(store: Db | Tx, workspaceId: string, taskId: string) {
  const task = await store.task.findFirst({ where: { id: taskId, workspaceId }, omit: { workspaceId: true } });
  if (!task) throw notFound('Task', taskId);
  return task;
}
