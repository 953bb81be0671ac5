import { notFound } from '#core/errors.ts';
import type { Tx } from '../db.ts';

/**
 * Begins an edit of an API's design: raises its draft revision and locks its row until the transaction ends, so that edits
 * and deploys of one API happen one after the other. Call it before reading what the edit depends on.
 */
export async function touchDraft(tx: Tx, workspaceId: string, apiId: string) {
  const [api] = await tx.restApi.updateManyAndReturn({
    where: { id: apiId, workspaceId },
    data: { draftRevision: { increment: 1 }, draftUpdatedAt: new Date() },
  });
  if (!api) throw notFound('API', apiId);
  return api;
}
