import { listModelsInput } from '#core/models/input.ts';
import { toPage } from '#core/paging.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** An API's models by name, without their schemas. */
export const listModels = query({
  permission: 'apis.read',
  input: listModelsInput,
  async run({ db, actor }, { apiId, search, cursor, limit }) {
    await findApi(db, actor.workspaceId, apiId);
    const where: Prisma.ModelWhereInput = {
      apiId,
      ...(search && { name: { contains: search, mode: 'insensitive' } }),
    };
    const rows = await db.model.findMany({
      where,
      orderBy: { name: 'asc' },
      take: limit + 1,
      ...(cursor && { cursor: { apiId_id: { apiId, id: cursor } }, skip: 1 }),
      select: { id: true, name: true, description: true, contentType: true, revision: true },
    });
    return { ...toPage(rows, limit, (model) => model.id), total: await db.model.count({ where }) };
  },
});
