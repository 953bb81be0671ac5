import { createModel } from '../../models/create-model.ts';
import { deleteModel } from '../../models/delete-model.ts';
import { getModel } from '../../models/get-model.ts';
import { listModels } from '../../models/list-models.ts';
import { updateModel } from '../../models/update-model.ts';
import { expose, router } from '../trpc.ts';

export const modelsRouter = router({
  list: expose(listModels),
  get: expose(getModel),
  create: expose(createModel),
  update: expose(updateModel),
  delete: expose(deleteModel),
});
