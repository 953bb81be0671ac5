import type { UsageDelta } from '#core/telemetry/event.ts';
import type { Tx } from '../db.ts';

/** Adds requests to what keys used under their plans, by UTC day. */
export async function addUsage(tx: Tx, deltas: readonly UsageDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  const column = (of: (delta: UsageDelta) => string) => deltas.map(of);
  // Summed first: one statement may not touch a row twice.
  await tx.$executeRaw`
    INSERT INTO "Usage" ("workspaceId", "usagePlanId", "apiKeyId", "day", "used")
    SELECT w, p, k, d, sum(u)::bigint
    FROM unnest(${column((delta) => delta.workspaceId)}::text[], ${column((delta) => delta.planId)}::text[],
      ${column((delta) => delta.keyId)}::text[], ${column((delta) => delta.day)}::text[],
      ${deltas.map((delta) => delta.used)}::bigint[]) AS t(w, p, k, d, u)
    GROUP BY w, p, k, d ORDER BY p, k, d
    ON CONFLICT ("usagePlanId", "apiKeyId", "day") DO UPDATE SET "used" = "Usage"."used" + EXCLUDED."used"`;
}
