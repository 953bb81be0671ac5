import { SluiceError } from '#core/errors.ts';
import { sha256Hex } from '#core/snapshot/hash.ts';
import { db } from '../db.ts';

/** The group that a node speaks for. `workspaceId` null: the group serves every workspace. */
export type NodeGroup = { groupId: string; workspaceId: string | null };

/** The group of the token in a request's `authorization: Bearer`, or UNAUTHENTICATED. */
export async function authenticateNode(headers: Headers): Promise<NodeGroup> {
  const token = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (token === undefined) throw new SluiceError('UNAUTHENTICATED', 'Send the node token as authorization: Bearer.');
  // Found by hash, so no comparison of secrets takes place here.
  const row = await db().nodeToken.findUnique({
    where: { tokenHash: sha256Hex(token) },
    select: { revokedAt: true, group: { select: { id: true, workspaceId: true } } },
  });
  if (!row || row.revokedAt) throw new SluiceError('UNAUTHENTICATED', 'This node token is unknown or was revoked.');
  return { groupId: row.group.id, workspaceId: row.group.workspaceId };
}
