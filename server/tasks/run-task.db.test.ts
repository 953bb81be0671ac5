import { expect, test } from 'vitest';
import { SluiceError } from '#core/errors.ts';
import type { Member } from '../actor.ts';
import { db, transaction } from '../db.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { abandonedAfterMs, failAbandonedTasks, runTask, startTask } from './run-task.ts';

function newTask({ workspaceId, userId }: Member): Promise<string> {
  const task = { workspaceId, createdById: userId, kind: 'import', title: 'Import', step: 'Starting' };
  return transaction((tx) => startTask(tx, task));
}

test('a task keeps its last progress and its result, or why it failed', async () => {
  const owner = await newWorkspace();
  const good = await newTask(owner);
  await runTask(good, (progress) => {
    progress('Writing', 3, 4);
    return Promise.resolve({ rows: 4 });
  });
  const done = await db().task.findUniqueOrThrow({ where: { id: good } });
  expect(done).toMatchObject({ status: 'done', step: 'Writing', done: 3, total: 4, result: { rows: 4 } });
  expect(done.finishedAt).not.toBeNull();

  const refused = await newTask(owner);
  await runTask(refused, () =>
    Promise.reject(new SluiceError('BAD_INPUT', 'No.', { issues: [{ message: 'x', line: 2 }] })),
  );
  const error = { code: 'BAD_INPUT', message: 'No.', issues: [{ message: 'x', line: 2 }] };
  expect(await db().task.findUnique({ where: { id: refused } })).toMatchObject({ status: 'failed', error });

  const broken = await newTask(owner);
  await runTask(broken, () => Promise.reject(new Error('secret detail')));
  const { error: shown } = await db().task.findUniqueOrThrow({ where: { id: broken } });
  expect(shown).toMatchObject({ code: 'INTERNAL' });
  expect(JSON.stringify(shown)).not.toContain('secret');
});

test('a task whose process ended is failed; one that still writes is not', async () => {
  const owner = await newWorkspace();
  const [dead, alive] = [await newTask(owner), await newTask(owner)];
  const updatedAt = new Date(Date.now() - abandonedAfterMs - 1_000);
  await db().task.update({ where: { id: dead }, data: { updatedAt } });
  await failAbandonedTasks();
  expect(await db().task.findUnique({ where: { id: dead } })).toMatchObject({
    status: 'failed',
    error: { code: 'UNAVAILABLE' },
  });
  expect(await db().task.findUnique({ where: { id: alive } })).toMatchObject({ status: 'running' });
});
