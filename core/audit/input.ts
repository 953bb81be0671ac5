import { z } from 'zod';
import { pageInput } from '../paging.ts';

const idFilter = z.string().min(1).max(300).optional();

export const listAuditInput = pageInput.extend({
  actorId: idFilter,
  targetType: idFilter,
  targetId: idFilter,
  apiId: idFilter,
  from: z.date().optional(),
  to: z.date().optional(),
});

export const auditEntryInput = z.object({ entryId: z.string().min(1).max(64) });
