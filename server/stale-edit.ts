import { SluiceError } from '#core/errors.ts';
import type { Tx } from './db.ts';

/**
 * The error for an edit that was made on an older revision. It says who changed the object since; the issue at
 * `/expectedRevision` carries the revision as it stands.
 */
export async function staleEdit(
  tx: Tx,
  object: { apiId: string; targetType: string; targetId: string; name: string; revision: number },
): Promise<SluiceError> {
  const { apiId, targetType, targetId, name, revision } = object;
  const last = await tx.auditEntry.findFirst({
    where: {
      apiId,
      OR: [
        { targetType, targetId },
        { targetType: 'api', targetId: apiId },
      ],
    },
    orderBy: { at: 'desc' },
    select: { actorName: true },
  });
  const who = last?.actorName ?? 'Someone';
  return new SluiceError(
    'STALE',
    `${who} changed ${name} while you were editing it. Compare with the newer state, then save again.`,
    {
      issues: [{ message: String(revision), pointer: '/expectedRevision' }],
    },
  );
}
