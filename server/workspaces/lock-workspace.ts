import type { Tx } from '../db.ts';

/**
 * Makes other transactions that call this for the same workspace wait until this one ends: for rules over several rows,
 * such as "there is always an owner" or "a key has one plan per stage". Take it before anything is pushed.
 */
export async function lockWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Workspace" WHERE "id" = ${workspaceId} FOR NO KEY UPDATE`;
}
