import { createResource } from '../../resources/create-resource.ts';
import { deleteResource } from '../../resources/delete-resource.ts';
import { getResourceTree } from '../../resources/get-resource-tree.ts';
import { previewResourceDeletion } from '../../resources/preview-resource-deletion.ts';
import { updateResource } from '../../resources/update-resource.ts';
import { expose, router } from '../trpc.ts';

export const resourcesRouter = router({
  tree: expose(getResourceTree),
  create: expose(createResource),
  update: expose(updateResource),
  deletePreview: expose(previewResourceDeletion),
  delete: expose(deleteResource),
});
