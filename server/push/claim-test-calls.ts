import { type TaskMessage, taskMessageSchema } from '#core/nodes/channel.ts';
import { db } from '../db.ts';
import { testCallWaitMs } from './revision-feed.ts';

const atOnce = 10;

/** Gives the oldest waiting test calls of a group to one node; a call that another node takes meanwhile is left to it. */
export async function claimTestCalls(groupId: string, nodeId: string): Promise<TaskMessage[]> {
  const since = new Date(Date.now() - testCallWaitMs);
  const rows = await db().$queryRaw<{ task: unknown }[]>`
    UPDATE "TestCall" SET "nodeId" = ${nodeId}
    WHERE "id" IN (
      SELECT "id" FROM "TestCall"
      WHERE "groupId" = ${groupId} AND "nodeId" IS NULL AND "finishedAt" IS NULL AND "createdAt" > ${since}
      ORDER BY "createdAt" LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
    RETURNING "task"`;
  return rows.map((row) => taskMessageSchema.parse(row.task));
}
