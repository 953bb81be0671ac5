import { auditEntryInput } from '#core/audit/input.ts';
import { notFound } from '#core/errors.ts';
import { query } from '../query.ts';

/** One change with the state before and after it. */
export const getAuditEntry = query({
  permission: 'audit.read',
  input: auditEntryInput,
  async run({ db, actor }, { entryId }) {
    const entry = await db.auditEntry.findFirst({
      where: { id: entryId, workspaceId: actor.workspaceId },
      omit: { workspaceId: true },
    });
    if (!entry) throw notFound('Audit entry', entryId);
    return entry;
  },
});
