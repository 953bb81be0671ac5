import { stageEventsInput } from '#core/stages/input.ts';
import { toPage } from '#core/paging.ts';
import { query } from '../query.ts';
import { findStage } from './find-stage.ts';

/** The history of a stage, newest first. */
export const listStageEvents = query({
  permission: 'apis.read',
  input: stageEventsInput,
  async run({ db, actor }, { apiId, stageName, cursor, limit }) {
    await findStage(db, actor.workspaceId, { apiId, stageName });
    const rows = await db.stageEvent.findMany({
      where: { apiId, stageName },
      orderBy: [{ at: 'desc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
      select: { id: true, at: true, actorName: true, kind: true, version: true, percentTraffic: true, liveAt: true },
    });
    return toPage(rows, limit, (event) => event.id);
  },
});
