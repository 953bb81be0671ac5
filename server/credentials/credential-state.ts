import type { Tx } from '../db.ts';
import type { Push } from '../mutation.ts';

/** Sends the credentials to the nodes as they stand in the transaction; the secret goes to each node sealed. */
export async function pushCredential(tx: Tx, push: Push, id: string): Promise<bigint> {
  const { workspaceId, name, isDefault, roleArns, accessKeyId } = await tx.credential.findUniqueOrThrow({
    where: { id },
  });
  const body = { workspaceId, id, name, isDefault, roleArns, accessKeyId, sealed: null };
  return push({ kind: 'credential', id, workspaceId, groupIds: [], body });
}

/** Makes credentials the default of their workspace; what was the default before is so no longer. */
export async function makeDefault(tx: Tx, push: Push, workspaceId: string, id: string): Promise<void> {
  const others = await tx.credential.findMany({
    where: { workspaceId, isDefault: true, id: { not: id } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const other of others) {
    await tx.credential.update({ where: { id: other.id }, data: { isDefault: false } });
    await pushCredential(tx, push, other.id);
  }
  await tx.credential.update({ where: { id }, data: { isDefault: true } });
  await pushCredential(tx, push, id);
}
