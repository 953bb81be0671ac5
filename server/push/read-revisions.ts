import { type Revision, revisionSchema } from '#core/snapshot/revision.ts';
import { db } from '../db.ts';
import type { NodeGroup } from './authenticate-node.ts';

const pageSize = 1000;

/**
 * The revisions in (after, upTo] that a group needs, in order, page by page. What another group serves comes with a null
 * body, because a stage may have left this group; `full` leaves null bodies out, for a node that starts from nothing. A
 * record that moves on while this runs has a number above `upTo` and comes next time.
 */
export async function* readRevisions(
  group: NodeGroup,
  { after, upTo, full }: { after: number; upTo: number; full: boolean },
): AsyncGenerator<Revision[]> {
  let last = after;
  while (last < upTo) {
    const rows = await db().revision.findMany({
      where: {
        seq: { gt: last, lte: upTo },
        // A group of one workspace learns nothing of the others.
        ...(group.workspaceId !== null && { workspaceId: group.workspaceId }),
      },
      orderBy: { seq: 'asc' },
      take: pageSize,
    });
    const revisions = rows.map(({ seq, kind, id, groupIds, body }) => {
      const served = groupIds.length === 0 || groupIds.includes(group.groupId);
      return revisionSchema.parse({ seq: Number(seq), kind, id, body: served ? body : null });
    });
    yield full ? revisions.filter((revision) => revision.body !== null) : revisions;
    const end = rows.at(-1);
    if (rows.length < pageSize || !end) return;
    last = Number(end.seq);
  }
}
