import { db } from '../db.ts';
import { env } from '../env.ts';
import { defaultGroupId } from './default-group.ts';
import { storedToken } from './node-token.ts';

const localTokenId = 'local';

/** Lets the nodes that share this installation's environment join the default group with SLUICE_NODE_TOKEN. */
export async function ensureLocalToken(): Promise<void> {
  const { nodeToken } = env();
  if (nodeToken === undefined) return;
  const data = { ...storedToken(nodeToken), revokedAt: null };
  await db().nodeToken.upsert({
    where: { id: localTokenId },
    create: { id: localTokenId, groupId: defaultGroupId, name: 'SLUICE_NODE_TOKEN', ...data },
    update: data,
  });
}
