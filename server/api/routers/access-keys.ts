import { createAccessKey } from '../../access-keys/create-access-key.ts';
import { deleteAccessKey } from '../../access-keys/delete-access-key.ts';
import { listAccessKeys } from '../../access-keys/list-access-keys.ts';
import { updateAccessKey } from '../../access-keys/update-access-key.ts';
import { expose, router } from '../trpc.ts';

export const accessKeysRouter = router({
  list: expose(listAccessKeys),
  create: expose(createAccessKey),
  update: expose(updateAccessKey),
  delete: expose(deleteAccessKey),
});
