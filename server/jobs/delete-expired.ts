import { resolutions } from '#core/telemetry/rollup.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { transaction } from '../db.ts';
import { env } from '../env.ts';
import { rollupRetention } from '../rollups/retention.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Rows deleted at once: no other writer waits long for any of it. */
const atOnce = 5000;

type Expiry = { table: string; where: Prisma.Sql };

/** What is kept for a time only, and which of it has outlived that at a moment. */
function expiries(nowMs: number): Expiry[] {
  const before = (ageMs: number) => new Date(nowMs - ageMs);
  const retention = rollupRetention();
  return [
    ...resolutions.map((resolution) => ({
      table: 'Rollup',
      where: Prisma.sql`"resolution" = ${resolution} AND "bucket" < ${before(retention[resolution])}`,
    })),
    { table: 'RequestSample', where: Prisma.sql`"at" < ${before(env().retentionDays.requestSamples * dayMs)}` },
    // A node gives up sending a batch again long before.
    { table: 'TelemetryBatch', where: Prisma.sql`"receivedAt" < ${before(7 * dayMs)}` },
    { table: 'Session', where: Prisma.sql`"expiresAt" < ${before(0)}` },
    { table: 'SignInThrottle', where: Prisma.sql`"windowStart" < ${before(dayMs)}` },
    { table: 'TestCall', where: Prisma.sql`"createdAt" < ${before(hourMs)}` },
    { table: 'Task', where: Prisma.sql`"finishedAt" < ${before(7 * dayMs)}` },
    {
      // Those of test calls and unconfirmed imports; storing a blob again renews its date (blobs/store-blob.ts).
      table: 'Blob',
      where: Prisma.sql`"createdAt" < ${before(dayMs)}
        AND NOT EXISTS (SELECT 1 FROM "Deployment" d WHERE d."snapshotHash" = "hash")
        AND NOT EXISTS (SELECT 1 FROM "Deployment" d WHERE d."designHash" = "hash")`,
    },
    { table: 'GatewayNode', where: Prisma.sql`"lastSeenAt" < ${before(dayMs)}` },
  ];
}

/** Deletes what has outlived its retention, in short transactions. Returns how many rows it was. */
export async function deleteExpired(nowMs: number): Promise<number> {
  let deleted = 0;
  for (const expiry of expiries(nowMs)) {
    for (let more = true; more;) {
      const count = await deleteSome(expiry);
      deleted += count;
      more = count === atOnce;
    }
  }
  return deleted;
}

/** Of several control planes one deletes and the others find the lock taken: they would only wait for the same rows. */
function deleteSome({ table, where }: Expiry): Promise<number> {
  const name = Prisma.raw(`"${table}"`);
  return transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended('retention', 0)) AS "taken"`;
    if (!lock?.taken) return 0;
    return tx.$executeRaw`
      DELETE FROM ${name} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${name} WHERE ${where} LIMIT ${atOnce}))`;
  });
}
