import { getAuditEntry } from '../../audit-log/get-audit-entry.ts';
import { listAudit } from '../../audit-log/list-audit.ts';
import { expose, router } from '../trpc.ts';

export const auditRouter = router({
  list: expose(listAudit),
  get: expose(getAuditEntry),
});
