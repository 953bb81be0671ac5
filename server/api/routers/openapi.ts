import { checkSource } from '../../openapi/check-source.ts';
import { confirmImport } from '../../openapi/confirm-import.ts';
import { getSource } from '../../openapi/get-source.ts';
import { saveSource } from '../../openapi/save-source.ts';
import { startImport } from '../../openapi/start-import.ts';
import { expose, router } from '../trpc.ts';

export const openapiRouter = router({
  source: expose(getSource),
  check: expose(checkSource),
  saveSource: expose(saveSource),
  startImport: expose(startImport),
  confirmImport: expose(confirmImport),
});
