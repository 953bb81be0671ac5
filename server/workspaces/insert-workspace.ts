import { randomInt } from 'node:crypto';
import type { Tx } from '../db.ts';
import { newId } from '../new-id.ts';

/** Makes a workspace with its first owner. */
export async function insertWorkspace(tx: Tx, name: string, ownerId: string) {
  const accountId = String(randomInt(100_000_000_000, 1_000_000_000_000));
  const workspace = await tx.workspace.create({ data: { id: newId(), name, accountId } });
  await tx.membership.create({ data: { workspaceId: workspace.id, userId: ownerId, role: 'owner' } });
  return workspace;
}
