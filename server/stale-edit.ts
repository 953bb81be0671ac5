import { SluiceError } from '#core/errors.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';

/** What writes a whole draft, and so every object in it. */
const draftActions = ['import', 'restore-draft', 'save-source'];

/**
 * The error for an edit that was made on an older revision. It says who changed the object since; the issue at
 * `/expectedRevision` carries the revision as it stands.
 * @param object an `api` stands for its whole draft
 */
export async function staleEdit(
  tx: Tx,
  object: { apiId: string; targetType: string; targetId: string; name: string; revision: number },
): Promise<SluiceError> {
  const { apiId, targetType, targetId, name, revision } = object;
  const where: Prisma.AuditEntryWhereInput =
    targetType === 'api'
      ? { apiId, targetType: { notIn: ['deployment', 'stage', 'task'] } }
      : {
          apiId,
          OR: [
            { targetType, targetId },
            { targetType: 'api', action: { in: draftActions } },
          ],
        };
  const last = await tx.auditEntry.findFirst({
    // A test call of a method is audited, but changes nothing.
    where: { ...where, action: { not: 'test' } },
    orderBy: { at: 'desc' },
    select: { actorName: true },
  });
  const who = last?.actorName ?? 'Someone';
  return new SluiceError(
    'STALE',
    `${who} changed ${name} while you were editing it. Compare with the newer state, then save again.`,
    { issues: [{ message: String(revision), pointer: '/expectedRevision' }] },
  );
}
