import { type Role, isAtLeast, roles } from '#core/permissions.ts';
import type { Tx } from '../db.ts';

/** Takes from a holder's access keys what is above the holder's new role. */
export async function lowerAccessKeys(
  tx: Tx,
  holder: { workspaceId: string } & ({ userId: string } | { serviceAccountId: string }),
  role: Role,
): Promise<void> {
  const above = roles.filter((each) => !isAtLeast(role, each));
  await tx.accessKey.updateMany({ where: { ...holder, role: { in: above } }, data: { role } });
}
