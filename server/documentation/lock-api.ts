import { notFound } from '#core/errors.ts';
import type { Tx } from '../db.ts';

/**
 * Makes edits of an API's documentation versions happen one after the other until the transaction ends, without counting as
 * an edit of its design; NOT_FOUND when the workspace has no such API.
 */
export async function lockApi(tx: Tx, workspaceId: string, apiId: string): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "RestApi" WHERE "id" = ${apiId} AND "workspaceId" = ${workspaceId} FOR NO KEY UPDATE`;
  if (rows.length === 0) throw notFound('API', apiId);
}
