import { randomUUID } from 'node:crypto';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Actor } from './actor.ts';
import type { Tx } from './db.ts';

/** What a mutation changed, for the audit row. `before` and `after` must hold no secret. */
export type Changed = {
  id: string;
  name: string;
  apiId?: string;
  /** Only for verbs that act outside the actor's workspace, such as its creation. */
  workspaceId?: string;
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
};

export type AuditName = { action: string; target: string };

/** Writes the audit row in the transaction of the change: without it there is no change. */
export async function writeAudit(tx: Tx, actor: Actor, name: AuditName, changed: Changed): Promise<void> {
  const workspaceId = changed.workspaceId ?? ('workspaceId' in actor ? actor.workspaceId : undefined);
  if (workspaceId === undefined) return;
  await tx.auditEntry.create({
    data: {
      id: randomUUID(),
      workspaceId,
      actorId: 'userId' in actor ? actor.userId : '',
      actorName: 'userId' in actor ? actor.name : 'visitor',
      sourceIp: actor.sourceIp,
      action: name.action,
      targetType: name.target,
      targetId: changed.id,
      targetName: changed.name,
      apiId: changed.apiId ?? null,
      ...(changed.before === undefined ? {} : { before: changed.before }),
      ...(changed.after === undefined ? {} : { after: changed.after }),
    },
  });
}
