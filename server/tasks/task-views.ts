import type { Issue } from '#core/errors.ts';
import type { TaskStatus } from '#core/tasks/input.ts';
import type { Task } from '#prisma/generated/client.ts';
import type { Db } from '../db.ts';

const shown = 50;

/** Why a task failed, as the run of it kept the error. */
export type TaskError = { code: string; message: string; issues?: Issue[] };

/** A task as the tray of running tasks shows it: without its result, which may be large. */
export function taskView(task: Omit<Task, 'result' | 'workspaceId'>) {
  return { ...task, status: task.status as TaskStatus, error: task.error as TaskError | null };
}

/** The workspace's latest tasks, the newest first. */
export async function taskViews(db: Db, workspaceId: string) {
  const tasks = await db.task.findMany({
    where: { workspaceId },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: shown,
    omit: { result: true, workspaceId: true },
  });
  return tasks.map(taskView);
}
