import type { KeyState } from '#core/snapshot/revision.ts';
import type { Tx } from '../db.ts';
import type { Push } from '../mutation.ts';

/** Sends the key to the nodes as it stands in the transaction: its hashes, and whether and until when they work. */
export async function pushKey(tx: Tx, push: Push, keyId: string): Promise<bigint> {
  const key = await tx.apiKey.findUniqueOrThrow({
    where: { id: keyId },
    include: {
      secrets: { orderBy: { id: 'asc' }, select: { nodeHash: true, expiresAt: true } },
      plans: { orderBy: { usagePlanId: 'asc' }, select: { usagePlanId: true } },
    },
  });
  const body: KeyState = {
    workspaceId: key.workspaceId,
    id: key.id,
    name: key.name,
    enabled: key.enabled,
    secrets: key.secrets.map((secret) => ({
      sha256: secret.nodeHash,
      expiresAtMs: earliest(secret.expiresAt, key.expiresAt),
    })),
    planIds: key.plans.map((plan) => plan.usagePlanId),
  };
  return push({ kind: 'key', id: key.id, workspaceId: key.workspaceId, groupIds: [], body });
}

/** Tells the nodes that the key is gone. */
export async function pushKeyRemoval(push: Push, workspaceId: string, keyId: string): Promise<bigint> {
  return push({ kind: 'key', id: keyId, workspaceId, groupIds: [], body: null });
}

function earliest(...times: (Date | null)[]): number | null {
  const ends = times.filter((time) => time !== null).map((time) => time.getTime());
  return ends.length === 0 ? null : Math.min(...ends);
}
