import type { Tx } from '../db.ts';

/**
 * Lets one batch at a time change the rollups of a workspace: rows are read, merged and written back, and a row that
 * does not exist yet cannot be locked itself. In the order of their ids, so that two batches never wait for each other.
 */
export async function lockTelemetry(tx: Tx, workspaceIds: Iterable<string>): Promise<void> {
  for (const workspaceId of [...new Set(workspaceIds)].sort()) {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`telemetry ${workspaceId}`}, 0))::text`;
  }
}
