import type { AccessKeyPair } from '#core/access-keys/input.ts';
import type { Role } from '#core/permissions.ts';
import type { Tx } from '../db.ts';
import type { Push } from '../mutation.ts';
import { encryptSecret } from '../signing-secret.ts';
import { pushAccessKey } from './access-key-state.ts';

/** A member or a service account of the workspace. */
export type AccessKeyHolder = { userId: string } | { serviceAccountId: string };

type Facts = {
  workspaceId: string;
  name: string;
  holder: AccessKeyHolder;
  role: Role | null;
  policy: string | null;
  expiresAt: Date | null;
};

/** Keeps an access key with its secret encrypted, and sends it to the nodes. */
export async function insertAccessKey(
  tx: Tx,
  push: Push,
  { accessKeyId: id, secretAccessKey }: AccessKeyPair,
  { holder, ...facts }: Facts,
) {
  const secret = encryptSecret({ kind: 'access-key', id }, { secretAccessKey, sessionToken: null });
  const key = await tx.accessKey.create({ data: { id, secret, ...holder, ...facts } });
  await pushAccessKey(tx, push, id);
  return key;
}
