import { Prisma } from '#prisma/generated/client.ts';
import type { Revision } from '#core/snapshot/revision.ts';
import type { Tx } from '../db.ts';

type RevisionInput<R extends Revision> = R extends Revision ? Omit<R, 'seq'> : never;

/** The new state of a stage, key or plan. `groupIds` empty: for the nodes of every group. */
export type NewRevision = RevisionInput<Revision> & { workspaceId: string; groupIds: string[] };

/**
 * Moves the object to the end of the revision log with its new state. The installation's row stays locked until the
 * transaction ends, so revisions become visible in the order of their numbers and a reader never skips one.
 */
export async function appendRevision(tx: Tx, revision: NewRevision): Promise<bigint> {
  const { revisionSeq: seq } = await tx.installation.update({
    where: { id: 1 },
    data: { revisionSeq: { increment: 1 } },
    select: { revisionSeq: true },
  });
  const { kind, id, workspaceId, groupIds, body } = revision;
  const row = { seq, workspaceId, groupIds, body: body === null ? Prisma.DbNull : body };
  await tx.revision.upsert({ where: { kind_id: { kind, id } }, create: { kind, id, ...row }, update: row });
  return seq;
}
