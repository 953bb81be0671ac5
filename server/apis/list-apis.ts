import { listApisInput } from '#core/apis/input.ts';
import { type Page, toPage } from '#core/paging.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { query } from '../query.ts';

const orders = {
  name: [{ name: 'asc' }, { id: 'asc' }],
  created: [{ createdDate: 'desc' }, { id: 'asc' }],
  edited: [{ draftUpdatedAt: 'desc' }, { id: 'asc' }],
} as const satisfies Record<string, Prisma.RestApiOrderByWithRelationInput[]>;

export type ApiListItem = {
  id: string;
  name: string;
  description: string | null;
  createdDate: Date;
  draftUpdatedAt: Date;
  stages: { stageName: string; version: number; canary: { version: number; percentTraffic: number } | null }[];
};

/** The workspace's APIs, found by name, description or id. */
export const listApis = query({
  permission: 'apis.read',
  input: listApisInput,
  async run({ db, actor }, { search, cursor, limit, sort }): Promise<Page<ApiListItem>> {
    const contains = { contains: search ?? '', mode: 'insensitive' } as const;
    const where: Prisma.RestApiWhereInput = {
      workspaceId: actor.workspaceId,
      ...(search && { OR: [{ name: contains }, { description: contains }, { id: search.toLowerCase() }] }),
    };
    const rows = await db.restApi.findMany({
      where,
      orderBy: [...orders[sort]],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
      select: {
        id: true,
        name: true,
        description: true,
        createdDate: true,
        draftUpdatedAt: true,
        stages: {
          orderBy: { stageName: 'asc' },
          select: {
            stageName: true,
            canaryPercentTraffic: true,
            deployment: { select: { number: true } },
            canaryDeployment: { select: { number: true } },
          },
        },
      },
    });
    const items = rows.map(({ stages, ...api }) => ({
      ...api,
      stages: stages.map((stage) => ({
        stageName: stage.stageName,
        version: stage.deployment.number,
        canary: stage.canaryDeployment && {
          version: stage.canaryDeployment.number,
          percentTraffic: stage.canaryPercentTraffic,
        },
      })),
    }));
    return { ...toPage(items, limit, (api) => api.id), total: await db.restApi.count({ where }) };
  },
});
