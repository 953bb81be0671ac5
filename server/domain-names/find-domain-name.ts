import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** The domain name's row, or NOT_FOUND when it is not this workspace's. */
export async function findDomainName(store: Db | Tx, workspaceId: string, domainName: string) {
  const row = await store.domainName.findFirst({ where: { domainName, workspaceId } });
  if (!row) throw notFound('Domain name', domainName);
  return row;
}

/** The row, locked until the transaction ends: changes of a domain name and its mappings happen one after the other. */
export async function touchDomainName(tx: Tx, workspaceId: string, domainName: string) {
  await tx.domainName.updateMany({ where: { domainName, workspaceId }, data: { domainName } });
  return findDomainName(tx, workspaceId, domainName);
}

type DomainNameRow = Awaited<ReturnType<typeof findDomainName>>;

export function auditedDomainName({
  createdAt: _,
  certificateUploadDate: __,
  workspaceId: ___,
  ...row
}: DomainNameRow) {
  return { ...row, tags: row.tags ?? {}, mutualTlsAuthentication: row.mutualTlsAuthentication };
}
