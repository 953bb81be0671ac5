import { createMethod } from '../../methods/create-method.ts';
import { deleteMethod } from '../../methods/delete-method.ts';
import { getMethod } from '../../methods/get-method.ts';
import { updateMethod } from '../../methods/update-method.ts';
import { expose, router } from '../trpc.ts';

export const methodsRouter = router({
  get: expose(getMethod),
  create: expose(createMethod),
  update: expose(updateMethod),
  delete: expose(deleteMethod),
});
