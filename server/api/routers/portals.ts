import { createPortal } from '../../portals/create-portal.ts';
import { deletePortal } from '../../portals/delete-portal.ts';
import { getPortal } from '../../portals/get-portal.ts';
import { listPortals } from '../../portals/list-portals.ts';
import { updatePortal } from '../../portals/update-portal.ts';
import { expose, router } from '../trpc.ts';

export const portalsRouter = router({
  list: expose(listPortals),
  get: expose(getPortal),
  create: expose(createPortal),
  update: expose(updatePortal),
  delete: expose(deletePortal),
});
