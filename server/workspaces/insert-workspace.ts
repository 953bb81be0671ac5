import { randomInt } from 'node:crypto';
import type { Tx } from '../db.ts';
import type { Push } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { pushWorkspace } from './workspace-state.ts';

/** Makes a workspace with its first owner, and tells the nodes of it. */
export async function insertWorkspace(tx: Tx, push: Push, name: string, ownerId: string) {
  const accountId = String(randomInt(100_000_000_000, 1_000_000_000_000));
  const workspace = await tx.workspace.create({ data: { id: newId(), name, accountId } });
  await tx.membership.create({ data: { workspaceId: workspace.id, userId: ownerId, role: 'owner' } });
  await pushWorkspace(tx, push, workspace.id);
  return workspace;
}
