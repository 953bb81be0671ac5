import { type WorkspaceState, workspaceStateSchema } from '#core/workspaces/state.ts';
import { transaction, type Tx } from '../db.ts';
import type { Push } from '../mutation.ts';
import { appendRevision } from '../push/append-revision.ts';

/** Sends what nodes know of a workspace as it stands in the transaction. */
export async function pushWorkspace(tx: Tx, push: Push, workspaceId: string): Promise<bigint> {
  const row = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const body: WorkspaceState = workspaceStateSchema.parse({ ...row, workspaceId });
  return push({ kind: 'workspace', id: workspaceId, workspaceId, groupIds: [], body });
}

/** Sends the workspaces that nodes were never told of: those made before nodes knew of workspaces. */
export async function pushUnknownWorkspaces(): Promise<void> {
  await transaction(async (tx) => {
    // Of several processes that start together, the second waits here and finds nothing left.
    await tx.$queryRaw`SELECT 1 FROM "Installation" WHERE "id" = 1 FOR UPDATE`;
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Workspace" w
      WHERE NOT EXISTS (SELECT 1 FROM "Revision" r WHERE r."kind" = 'workspace' AND r."id" = w."id") ORDER BY "id"`;
    for (const { id } of rows) await pushWorkspace(tx, (revision) => appendRevision(tx, revision), id);
  });
}
