import { addKey } from '../../plans/add-key.ts';
import { addStage } from '../../plans/add-stage.ts';
import { createPlan } from '../../plans/create-plan.ts';
import { deletePlan } from '../../plans/delete-plan.ts';
import { extendUsage } from '../../plans/extend-usage.ts';
import { getPlan } from '../../plans/get-plan.ts';
import { listPlanKeys } from '../../plans/list-plan-keys.ts';
import { listPlans } from '../../plans/list-plans.ts';
import { planUsage } from '../../plans/plan-usage.ts';
import { removeKey } from '../../plans/remove-key.ts';
import { removeStage } from '../../plans/remove-stage.ts';
import { setMethodThrottle } from '../../plans/set-method-throttle.ts';
import { updatePlan } from '../../plans/update-plan.ts';
import { expose, router } from '../trpc.ts';

export const plansRouter = router({
  list: expose(listPlans),
  get: expose(getPlan),
  keys: expose(listPlanKeys),
  create: expose(createPlan),
  update: expose(updatePlan),
  delete: expose(deletePlan),
  addStage: expose(addStage),
  removeStage: expose(removeStage),
  setMethodThrottle: expose(setMethodThrottle),
  addKey: expose(addKey),
  removeKey: expose(removeKey),
  usage: expose(planUsage),
  extendUsage: expose(extendUsage),
});
