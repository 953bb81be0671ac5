import { createStage } from '../../stages/create-stage.ts';
import { deleteStage } from '../../stages/delete-stage.ts';
import { flushAuthorizersCache } from '../../stages/flush-authorizers-cache.ts';
import { flushCache } from '../../stages/flush-cache.ts';
import { getStage } from '../../stages/get-stage.ts';
import { listStageEvents } from '../../stages/list-stage-events.ts';
import { listStages } from '../../stages/list-stages.ts';
import { promoteCanary } from '../../stages/promote-canary.ts';
import { removeCanary } from '../../stages/remove-canary.ts';
import { rollbackStage } from '../../stages/rollback-stage.ts';
import { setCanary } from '../../stages/set-canary.ts';
import { updateStage } from '../../stages/update-stage.ts';
import { watchStages } from '../../stages/watch-stages.ts';
import { expose, router, stream } from '../trpc.ts';

export const stagesRouter = router({
  list: expose(listStages),
  get: expose(getStage),
  create: expose(createStage),
  update: expose(updateStage),
  delete: expose(deleteStage),
  setCanary: expose(setCanary),
  promoteCanary: expose(promoteCanary),
  removeCanary: expose(removeCanary),
  rollback: expose(rollbackStage),
  flushCache: expose(flushCache),
  flushAuthorizersCache: expose(flushAuthorizersCache),
  events: expose(listStageEvents),
  watch: stream(watchStages),
});
