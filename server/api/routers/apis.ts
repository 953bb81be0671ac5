import { createApi } from '../../apis/create-api.ts';
import { getApi } from '../../apis/get-api.ts';
import { listApis } from '../../apis/list-apis.ts';
import { updateApi } from '../../apis/update-api.ts';
import { expose, router } from '../trpc.ts';

export const apisRouter = router({
  list: expose(listApis),
  get: expose(getApi),
  create: expose(createApi),
  update: expose(updateApi),
});
