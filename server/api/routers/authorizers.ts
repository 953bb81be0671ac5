import { createAuthorizer } from '../../authorizers/create-authorizer.ts';
import { deleteAuthorizer } from '../../authorizers/delete-authorizer.ts';
import { getAuthorizer } from '../../authorizers/get-authorizer.ts';
import { listAuthorizers } from '../../authorizers/list-authorizers.ts';
import { testAuthorizer } from '../../authorizers/test-authorizer.ts';
import { updateAuthorizer } from '../../authorizers/update-authorizer.ts';
import { expose, router } from '../trpc.ts';

export const authorizersRouter = router({
  list: expose(listAuthorizers),
  get: expose(getAuthorizer),
  create: expose(createAuthorizer),
  update: expose(updateAuthorizer),
  delete: expose(deleteAuthorizer),
  test: expose(testAuthorizer),
});
