import { SluiceError } from '#core/errors.ts';
import { sha256Hex } from '#core/snapshot/hash.ts';
import { db } from '../db.ts';

/** The group that a node speaks for. `workspaceId` null: the group serves every workspace. */
export type NodeGroup = { groupId: string; workspaceId: string | null };

/** A node that showed a token of its group. */
export type AdmittedNode = NodeGroup & { tokenId: string };

/** The group of the token in a request's `authorization: Bearer`, or UNAUTHENTICATED. */
export async function authenticateNode(headers: Headers): Promise<AdmittedNode> {
  const token = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (token === undefined) throw new SluiceError('UNAUTHENTICATED', 'Send the node token as authorization: Bearer.');
  // Found by hash, so no comparison of secrets takes place here.
  const row = await db().nodeToken.findUnique({
    where: { tokenHash: sha256Hex(token) },
    select: { id: true, revokedAt: true, group: { select: { id: true, workspaceId: true } } },
  });
  if (!row || row.revokedAt) throw new SluiceError('UNAUTHENTICATED', 'This node token is unknown or was revoked.');
  return { tokenId: row.id, groupId: row.group.id, workspaceId: row.group.workspaceId };
}

/** False once the token was revoked or deleted. */
export async function isStillAdmitted(tokenId: string): Promise<boolean> {
  return (await db().nodeToken.findFirst({ where: { id: tokenId, revokedAt: null }, select: { id: true } })) !== null;
}
