import type { Tx } from '../db.ts';
import type { Push } from '../mutation.ts';

/**
 * Sends a domain name to the nodes as it stands in the transaction. Names that ask for what nodes do not do, routing rules
 * alone, a private network, certificates of callers, lead nowhere rather than be open.
 */
export async function pushDomainName(tx: Tx, push: Push, domainName: string): Promise<void> {
  const row = await tx.domainName.findUniqueOrThrow({
    where: { domainName },
    include: { mappings: { orderBy: { basePath: 'asc' } } },
  });
  const { workspaceId } = row;
  const isPublic = !row.endpointTypes.includes('PRIVATE') && row.mutualTlsAuthentication === null;
  const mappings = isPublic && row.routingMode !== 'ROUTING_RULE_ONLY' ? row.mappings : [];
  await push({
    kind: 'domain-name',
    id: domainName,
    workspaceId,
    groupIds: [],
    body: {
      workspaceId,
      domainName,
      mappings: mappings.map(({ basePath, apiId, stageName }) => ({ basePath, apiId, stageName })),
    },
  });
}

/** Tells every node that the domain name leads nowhere. */
export async function pushDomainNameRemoval(push: Push, workspaceId: string, domainName: string): Promise<void> {
  await push({ kind: 'domain-name', id: domainName, workspaceId, groupIds: [], body: null });
}

/** Takes away all mappings that lead to an API. */
export async function removeMappingsTo(tx: Tx, push: Push, apiId: string): Promise<void> {
  const mappings = await tx.basePathMapping.findMany({
    where: { apiId },
    select: { domainName: true },
    distinct: ['domainName'],
    orderBy: { domainName: 'asc' },
  });
  await tx.basePathMapping.deleteMany({ where: { apiId } });
  for (const { domainName } of mappings) await pushDomainName(tx, push, domainName);
}
