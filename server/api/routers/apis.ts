import { createApi } from '../../apis/create-api.ts';
import { deleteApi } from '../../apis/delete-api.ts';
import { getApi } from '../../apis/get-api.ts';
import { getApiHeader } from '../../apis/get-api-header.ts';
import { listApis } from '../../apis/list-apis.ts';
import { updateApi } from '../../apis/update-api.ts';
import { expose, router } from '../trpc.ts';

export const apisRouter = router({
  list: expose(listApis),
  get: expose(getApi),
  header: expose(getApiHeader),
  create: expose(createApi),
  update: expose(updateApi),
  delete: expose(deleteApi),
});
