import type { AccessKeyState } from '#core/access-keys/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../db.ts';
import type { Push } from '../mutation.ts';

export const accessKeyInclude = {
  workspace: { select: { accountId: true } },
  user: { select: { name: true, email: true } },
  serviceAccount: { select: { name: true } },
} as const satisfies Prisma.AccessKeyInclude;

type AccessKeyRow = Prisma.AccessKeyGetPayload<{ include: typeof accessKeyInclude }>;

/** The ARN of a key's holder, by a member's address or a service account's name; what IAM does not allow is a hyphen. */
export function userArnOf({
  workspace,
  user,
  serviceAccount,
}: Pick<AccessKeyRow, 'workspace' | 'user' | 'serviceAccount'>): string {
  const userName = (user?.email ?? serviceAccount?.name ?? '').replaceAll(/[^\w+=,.@-]/g, '-').slice(0, 64);
  return `arn:aws:iam::${workspace.accountId}:user/${userName}`;
}

/** Sends the access key to the nodes as it stands in the transaction; its secret goes to each node sealed. */
export async function pushAccessKey(tx: Tx, push: Push, accessKeyId: string): Promise<bigint> {
  const key = await tx.accessKey.findUniqueOrThrow({ where: { id: accessKeyId }, include: accessKeyInclude });
  const { workspaceId, enabled, policy } = key;
  const state: AccessKeyState = {
    ...{ workspaceId, accessKeyId, enabled, policy },
    userArn: userArnOf(key),
    principalId: key.userId ?? key.serviceAccountId ?? accessKeyId,
    accountId: key.workspace.accountId,
    expiresAtMs: key.expiresAt?.getTime() ?? null,
  };
  return push({ kind: 'access-key', id: accessKeyId, workspaceId, groupIds: [], body: { ...state, sealed: null } });
}

/** Deletes access keys and tells the nodes that they are gone. */
export async function removeAccessKeys(
  tx: Tx,
  push: Push,
  where: { workspaceId: string; userId?: string; serviceAccountId?: string; id?: string },
) {
  const keys = await tx.accessKey.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  await tx.accessKey.deleteMany({ where: { id: { in: keys.map((key) => key.id) } } });
  const { workspaceId } = where;
  for (const { id } of keys) await push({ kind: 'access-key', id, workspaceId, groupIds: [], body: null });
}
