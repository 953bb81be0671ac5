import { createServiceAccount } from '../../service-accounts/create-service-account.ts';
import { deleteServiceAccount } from '../../service-accounts/delete-service-account.ts';
import { listServiceAccounts } from '../../service-accounts/list-service-accounts.ts';
import { setServiceAccountRole } from '../../service-accounts/set-service-account-role.ts';
import { expose, router } from '../trpc.ts';

export const serviceAccountsRouter = router({
  list: expose(listServiceAccounts),
  create: expose(createServiceAccount),
  setRole: expose(setServiceAccountRole),
  delete: expose(deleteServiceAccount),
});
