import type { TrafficFilter } from '#core/telemetry/input.ts';
import type { Db } from '../db.ts';

const most = 100;

/** What happened to the stages' pointers in a span: the marks over its charts, in order. */
export async function stageMarks(
  db: Db,
  workspaceId: string,
  { apiId, stageName }: Pick<TrafficFilter, 'apiId' | 'stageName'>,
  { fromMs, toMs }: { fromMs: number; toMs: number },
) {
  const events = await db.stageEvent.findMany({
    where: {
      apiId,
      stageName,
      at: { gte: new Date(fromMs), lt: new Date(toMs) },
      kind: { notIn: ['settings', 'flush-cache', 'flush-authorizers-cache'] },
      stage: { api: { workspaceId } },
    },
    orderBy: { at: 'desc' },
    take: most,
    include: { stage: { select: { api: { select: { name: true } } } } },
  });
  return events.reverse().map((event) => ({
    atMs: event.at.getTime(),
    apiId: event.apiId,
    apiName: event.stage.api.name,
    stageName: event.stageName,
    version: event.version,
    kind: event.kind,
    percentTraffic: event.percentTraffic,
    actorName: event.actorName,
  }));
}
