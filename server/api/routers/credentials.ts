import { createCredential } from '../../credentials/create-credential.ts';
import { deleteCredential } from '../../credentials/delete-credential.ts';
import { listCredentials } from '../../credentials/list-credentials.ts';
import { setDefaultCredential } from '../../credentials/set-default-credential.ts';
import { updateCredential } from '../../credentials/update-credential.ts';
import { expose, router } from '../trpc.ts';

export const credentialsRouter = router({
  list: expose(listCredentials),
  create: expose(createCredential),
  update: expose(updateCredential),
  delete: expose(deleteCredential),
  setDefault: expose(setDefaultCredential),
});
