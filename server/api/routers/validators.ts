import { createValidator } from '../../validators/create-validator.ts';
import { deleteValidator } from '../../validators/delete-validator.ts';
import { listValidators } from '../../validators/list-validators.ts';
import { updateValidator } from '../../validators/update-validator.ts';
import { expose, router } from '../trpc.ts';

export const validatorsRouter = router({
  list: expose(listValidators),
  create: expose(createValidator),
  update: expose(updateValidator),
  delete: expose(deleteValidator),
});
