import { listStageRecordsInput } from '#core/stages/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { stageRecord } from './stage-record.ts';
import { stageInclude } from './stage-state.ts';

/** What is set of an API's stages, or of those that run one deployment, by name. */
export const listStageRecords = query({
  permission: 'apis.read',
  input: listStageRecordsInput,
  async run({ db, actor }, { apiId, deploymentId }) {
    await findApi(db, actor.workspaceId, apiId);
    const rows = await db.stage.findMany({
      where: { apiId, ...(deploymentId !== undefined && { deploymentId }) },
      include: stageInclude,
      orderBy: { stageName: 'asc' },
    });
    return rows.map(stageRecord);
  },
});
