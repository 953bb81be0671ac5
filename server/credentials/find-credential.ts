import { notFound, SluiceError } from '#core/errors.ts';
import type { Tx } from '../db.ts';

/** The credentials' row, or NOT_FOUND when the workspace has none of this id. */
export async function findCredential(tx: Tx, workspaceId: string, id: string) {
  const credential = await tx.credential.findFirst({ where: { id, workspaceId } });
  if (!credential) throw notFound('Credentials', id);
  return credential;
}

/** CONFLICT when other credentials of the workspace have the name. */
export async function assertNameIsFree(tx: Tx, workspaceId: string, name: string, id?: string): Promise<void> {
  const other = await tx.credential.findFirst({ where: { workspaceId, name, id: { not: id } }, select: { id: true } });
  if (!other) return;
  const message = `There are credentials named ${name} already.`;
  throw new SluiceError('CONFLICT', message, { issues: [{ message, pointer: '/name' }] });
}

/** What an audit row says of credentials: never the secret. */
export function auditedCredential(row: { name: string; isDefault: boolean; roleArns: string[]; accessKeyId: string }) {
  const { name, isDefault, roleArns, accessKeyId } = row;
  return { name, isDefault, roleArns, accessKeyId };
}
