import { createDeployment } from '../../deployments/create-deployment.ts';
import { deleteDeployment } from '../../deployments/delete-deployment.ts';
import { diffDeployments } from '../../deployments/diff-deployments.ts';
import { getDeployment } from '../../deployments/get-deployment.ts';
import { listDeployments } from '../../deployments/list-deployments.ts';
import { previewDeployment } from '../../deployments/preview-deployment.ts';
import { restoreDraft } from '../../deployments/restore-draft.ts';
import { expose, router } from '../trpc.ts';

export const deploymentsRouter = router({
  list: expose(listDeployments),
  get: expose(getDeployment),
  preview: expose(previewDeployment),
  create: expose(createDeployment),
  diff: expose(diffDeployments),
  restoreDraft: expose(restoreDraft),
  delete: expose(deleteDeployment),
});
