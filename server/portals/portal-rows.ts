import { notFound, SluiceError } from '#core/errors.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Db, Tx } from '../db.ts';

export const portalInclude = { apis: { orderBy: { position: 'asc' } } } as const satisfies Prisma.PortalInclude;

export type PortalRow = Prisma.PortalGetPayload<{ include: typeof portalInclude }>;

export type PortalEntry = { apiId: string; stageName: string };

/** The portal's row with its APIs in order, or NOT_FOUND when the workspace has none of this id. */
export async function findPortal(store: Db | Tx, workspaceId: string, portalId: string): Promise<PortalRow> {
  const portal = await store.portal.findFirst({ where: { id: portalId, workspaceId }, include: portalInclude });
  if (!portal) throw notFound('Portal', portalId);
  return portal;
}

/** What a portal says, for the audit row. */
export function portalFacts({ slug, title, description, published, apis }: PortalRow) {
  return { slug, title, description, published, apis: apis.map(({ apiId, stageName }) => ({ apiId, stageName })) };
}

/** NOT_FOUND when one of the stages is not in the workspace. */
export async function assertStagesExist(tx: Tx, workspaceId: string, entries: readonly PortalEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const stages = await tx.stage.findMany({
    where: { api: { workspaceId }, OR: entries.map(({ apiId, stageName }) => ({ apiId, stageName })) },
    select: { apiId: true, stageName: true },
  });
  for (const { apiId, stageName } of entries) {
    const exists = stages.some((stage) => stage.apiId === apiId && stage.stageName === stageName);
    if (!exists) throw notFound('Stage', `${apiId}/${stageName}`);
  }
}

/** Runs a write of a portal; a taken address becomes CONFLICT, also when two people take it in the same moment. */
export async function orAddressTaken<Result>(slug: string, write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    throw new SluiceError('CONFLICT', `The address ${slug} is taken. Choose another one.`, {
      issues: [{ message: 'This address is taken.', pointer: '/slug' }],
    });
  }
}
