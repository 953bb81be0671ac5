import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** All of a certificate but its private key. */
export const publicColumns = {
  id: true,
  description: true,
  pemEncodedCertificate: true,
  expirationDate: true,
  createdDate: true,
  tags: true,
} as const;

/** The certificate without its private key, or NOT_FOUND when the workspace has none of this id. */
export async function findClientCertificate(store: Db | Tx, workspaceId: string, id: string) {
  const row = await store.clientCertificate.findFirst({ where: { id, workspaceId }, select: publicColumns });
  if (!row) throw notFound('Client certificate', id);
  return row;
}

export function auditedCertificate({
  description,
  expirationDate,
}: {
  description: string | null;
  expirationDate: Date;
}) {
  return { description, expirationDate: expirationDate.toISOString() };
}
