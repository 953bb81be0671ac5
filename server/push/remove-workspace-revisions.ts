import type { Tx } from '../db.ts';

/** Tells every node that all stages, keys and plans of a workspace are gone: one statement, however many there are. */
export async function removeWorkspaceRevisions(tx: Tx, workspaceId: string): Promise<void> {
  // Held to the end of the transaction, as in append-revision: nobody else takes a number or adds a record meanwhile.
  await tx.$queryRaw`SELECT 1 FROM "Installation" WHERE "id" = 1 FOR UPDATE`;
  const count = await tx.revision.count({ where: { workspaceId } });
  const { revisionSeq: last } = await tx.installation.update({
    where: { id: 1 },
    data: { revisionSeq: { increment: count } },
    select: { revisionSeq: true },
  });
  await tx.$executeRaw`
    UPDATE "Revision" r SET "body" = NULL, "seq" = ${last - BigInt(count)} + o."place"
    FROM (SELECT "kind", "id", row_number() OVER (ORDER BY "seq") AS "place" FROM "Revision"
          WHERE "workspaceId" = ${workspaceId}) o
    WHERE r."kind" = o."kind" AND r."id" = o."id"`;
}
