import { stageIdInput } from '#core/stages/input.ts';
import { query } from '../query.ts';
import { findStage } from './find-stage.ts';
import { stageRecord } from './stage-record.ts';

/** What is set of a stage, without what nodes make of it. */
export const getStageRecord = query({
  permission: 'apis.read',
  input: stageIdInput,
  run: async ({ db, actor }, id) => stageRecord(await findStage(db, actor.workspaceId, id)),
});
