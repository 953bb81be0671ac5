import type { statusClasses } from '#core/telemetry/input.ts';
import type { Prisma, RequestSample } from '#prisma/generated/client.ts';
import type { Db } from '../db.ts';

type StatusClass = (typeof statusClasses)[number];

/** The statuses of a class. */
export function statusRange(statusClass: StatusClass | undefined): Prisma.IntFilter | undefined {
  if (statusClass === undefined) return undefined;
  if (statusClass === 'failed') return { gte: 400 };
  const first = Number(statusClass[0]) * 100;
  return { gte: first, lt: first + 100 };
}

/** Samples with the names of their API, key and node; a name is null when the thing exists no more. */
export async function sampleRows(db: Db, workspaceId: string, samples: readonly RequestSample[]) {
  const ids = (of: (sample: RequestSample) => string) => [...new Set(samples.map(of))];
  const [apis, keys, nodes] = await Promise.all([
    db.restApi.findMany({ where: { workspaceId, id: { in: ids((sample) => sample.apiId) } } }),
    db.apiKey.findMany({ where: { workspaceId, id: { in: ids((sample) => sample.keyId) } } }),
    db.gatewayNode.findMany({ where: { id: { in: ids((sample) => sample.nodeId) } } }),
  ]);
  const names = (rows: readonly { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]));
  const [apiNames, keyNames, nodeNames] = [names(apis), names(keys), names(nodes)];
  return samples.map(({ workspaceId: _, keyId, at, ...sample }) => ({
    ...sample,
    atMs: at.getTime(),
    apiName: apiNames.get(sample.apiId) ?? null,
    keyId: keyId || null,
    keyName: keyNames.get(keyId) ?? null,
    nodeName: nodeNames.get(sample.nodeId) ?? null,
  }));
}
