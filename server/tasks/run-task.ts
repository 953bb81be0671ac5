import { randomUUID } from 'node:crypto';
import { SluiceError } from '#core/errors.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { db, type Tx } from '../db.ts';
import { log } from '../log.ts';

/** How often a running task writes where it is, which also says that its process lives. */
const beatMs = 500;

/** A task that has not written for this long lost its process. */
export const abandonedAfterMs = 10_000;

export type Progress = (step: string, done: number, total: number) => void;

/** Writes the row of a task that is about to run. */
export async function startTask(
  tx: Tx,
  task: { workspaceId: string; createdById: string; kind: string; title: string; step: string },
): Promise<string> {
  const { id } = await tx.task.create({ data: { id: randomUUID(), status: 'running', ...task } });
  return id;
}

/**
 * Runs the work of a task that was started, writing its progress, and its result or its failure. Never rejects. The row may
 * be dismissed or taken over meanwhile; then nothing more is written.
 */
export async function runTask(
  taskId: string,
  work: (progress: Progress) => Promise<Prisma.InputJsonValue>,
): Promise<void> {
  let place = {};
  let writing = Promise.resolve();
  const beat = () => {
    writing = writing
      .then(() => update(taskId, place))
      .catch((error: unknown) => log.warn({ err: error }, 'task progress'));
  };
  const timer = setInterval(beat, beatMs);
  const end = async (outcome: Prisma.TaskUpdateManyMutationInput) => {
    clearInterval(timer);
    await writing;
    await update(taskId, { ...outcome, finishedAt: new Date() });
  };
  try {
    const result = await work((step, done, total) => {
      place = { step, done, total };
    });
    await end({ ...place, status: 'done', result });
  } catch (thrown) {
    await end({ ...place, status: 'failed', error: failureOf(thrown) }).catch((error: unknown) =>
      log.error({ err: error, taskId }, 'a task could not be ended'),
    );
  }
}

/** Fails the tasks whose process ended while they ran: nobody will ever finish them. */
export async function failAbandonedTasks(): Promise<void> {
  const message = 'The control plane stopped while this was running. Nothing was changed; start it again.';
  await db().task.updateMany({
    where: { status: 'running', updatedAt: { lt: new Date(Date.now() - abandonedAfterMs) } },
    data: { status: 'failed', error: { code: 'UNAVAILABLE', message }, finishedAt: new Date() },
  });
}

async function update(taskId: string, data: Prisma.TaskUpdateManyMutationInput): Promise<void> {
  await db().task.updateMany({ where: { id: taskId, status: 'running' }, data: { ...data, updatedAt: new Date() } });
}

function failureOf(thrown: unknown): Prisma.InputJsonObject {
  if (thrown instanceof SluiceError) {
    return { code: thrown.code, message: thrown.message, issues: thrown.issues.slice(0, 100) };
  }
  const errorId = randomUUID().slice(0, 8);
  log.error({ err: thrown, errorId }, 'a task failed');
  return { code: 'INTERNAL', message: `Something went wrong on our side. Quote error ${errorId} when you report it.` };
}
