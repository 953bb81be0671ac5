import { expect, test } from 'vitest';
import { db, transaction } from '../db.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { storeFault } from './fault.ts';

async function faultOf(work: Promise<unknown>) {
  const error: unknown = await work.then(() => null).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  return storeFault(error);
}

test('a refused change of a read-only database is told as a full disk, in the words of Prisma and of SQL', async () => {
  const { workspaceId: id } = await newWorkspace();
  const change = transaction(async (tx) => {
    await tx.$executeRaw`SET TRANSACTION READ ONLY`;
    await tx.workspace.update({ where: { id }, data: { name: 'changed' } });
  });
  expect(await faultOf(change)).toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('disk is full'),
  });
  const raised = db().$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$`;
  expect(await faultOf(raised)).toMatchObject({ code: 'UNAVAILABLE' });
});

test('an error that the caller or the program caused is no fault of the store', async () => {
  const { workspaceId: id } = await newWorkspace();
  const twice = db().$executeRaw`INSERT INTO "Workspace" SELECT * FROM "Workspace" WHERE "id" = ${id}`;
  expect(await faultOf(twice)).toBeNull();
  expect(await faultOf(db().$queryRaw`SELECT nowhere`)).toBeNull();
  expect(storeFault('no error at all')).toBeNull();
});
