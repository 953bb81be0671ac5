import { notFound, SluiceError } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';
import { findDomainName } from './find-domain-name.ts';

type MappingId = { domainName: string; basePath: string };

/** The mapping's row, or NOT_FOUND when the workspace has no such domain name or the domain name no such base path. */
export async function findBasePathMapping(store: Db | Tx, workspaceId: string, { domainName, basePath }: MappingId) {
  await findDomainName(store, workspaceId, domainName);
  const where = { domainName_basePath: { domainName, basePath } };
  const mapping = await store.basePathMapping.findUnique({ where });
  if (!mapping) throw notFound('Base path mapping', `${domainName}/${basePath}`);
  return mapping;
}

/** BAD_INPUT when a mapping would lead to what the workspace does not have. */
export async function assertTarget(
  tx: Tx,
  workspaceId: string,
  { apiId, stageName }: { apiId: string; stageName: string | null },
): Promise<void> {
  const api = await tx.restApi.findFirst({ where: { id: apiId, workspaceId }, select: { id: true } });
  if (!api) throw new SluiceError('BAD_INPUT', 'Invalid REST API identifier specified');
  if (stageName === null) return;
  const stage = await tx.stage.findUnique({ where: { apiId_stageName: { apiId, stageName } } });
  if (!stage) throw new SluiceError('BAD_INPUT', 'Invalid stage identifier specified');
}

/** CONFLICT when another mapping has the base path. */
export async function assertFree(tx: Tx, { domainName, basePath }: MappingId): Promise<void> {
  const where = { domainName_basePath: { domainName, basePath } };
  if (await tx.basePathMapping.findUnique({ where })) {
    throw new SluiceError('CONFLICT', 'Base path already exists for this domain name');
  }
}
