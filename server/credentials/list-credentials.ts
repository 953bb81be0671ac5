import { listCredentialsInput } from '#core/credentials/input.ts';
import { toPage } from '#core/paging.ts';
import { query } from '../query.ts';

/** The workspace's AWS credentials by name, without their secrets. */
export const listCredentials = query({
  permission: 'credentials.read',
  input: listCredentialsInput,
  async run({ db, actor }, { search, cursor, limit }) {
    const where = {
      workspaceId: actor.workspaceId,
      ...(search && { OR: [{ name: { contains: search, mode: 'insensitive' as const } }, { accessKeyId: search }] }),
    };
    const rows = await db.credential.findMany({
      where,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
      select: { id: true, name: true, isDefault: true, roleArns: true, accessKeyId: true, createdAt: true },
    });
    const items = rows.map(({ id: credentialId, ...facts }) => ({ credentialId, ...facts }));
    return { ...toPage(items, limit, (each) => each.credentialId), total: await db.credential.count({ where }) };
  },
});
