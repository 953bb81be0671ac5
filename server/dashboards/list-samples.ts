import { toPage } from '#core/paging.ts';
import { samplesInput } from '#core/telemetry/input.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { query } from '../query.ts';
import { sampleRows, statusRange } from './sample-rows.ts';

/** The requests that were kept, the latest first: all errors up to the nodes' bounds, and some of the others. */
export const listSamples = query({
  permission: 'telemetry.read',
  input: samplesInput,
  async run({ db, actor }, { search, cursor, limit, statusClass, from, to, ...filter }) {
    const { workspaceId } = actor;
    const contains = { contains: search ?? '', mode: 'insensitive' } as const;
    const where: Prisma.RequestSampleWhereInput = {
      workspaceId,
      ...filter,
      status: statusRange(statusClass),
      at: { gte: from, lt: to },
      ...(search && { OR: [{ path: contains }, { cause: contains }, { requestId: search }, { sourceIp: search }] }),
    };
    const rows = await db.requestSample.findMany({
      where,
      orderBy: [{ at: 'desc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
    });
    const page = toPage(rows, limit, (sample) => sample.id);
    return { ...page, items: await sampleRows(db, workspaceId, page.items) };
  },
});
