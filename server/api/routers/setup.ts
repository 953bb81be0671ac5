import { createOwner } from '../../setup/create-owner.ts';
import { setupStatus } from '../../setup/setup-status.ts';
import { expose, router } from '../trpc.ts';

export const setupRouter = router({
  status: expose(setupStatus),
  create: expose(createOwner),
});
