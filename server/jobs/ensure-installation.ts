import { randomUUID } from 'node:crypto';
import { db } from '../db.ts';
import { defaultGroupId } from '../gateways/default-group.ts';

/** Makes the rows that every installation has. Harmless when they exist and when several processes start at once. */
export async function ensureInstallation(): Promise<void> {
  const store = db();
  await store.installation.createMany({ data: [{ id: 1, epoch: randomUUID() }], skipDuplicates: true });
  await store.gatewayGroup.createMany({
    data: [{ id: defaultGroupId, workspaceId: null, name: 'Default' }],
    skipDuplicates: true,
  });
}
