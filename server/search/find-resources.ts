import type { Prisma } from '#prisma/generated/client.ts';
import type { Db } from '../db.ts';
import { perKind } from './per-kind.ts';

const include = {
  api: { select: { name: true } },
  methods: { select: { httpMethod: true } },
} as const satisfies Prisma.ResourceInclude;

/**
 * Resources whose path holds the text, or an operation of theirs does. Two questions: in one, the database would weigh
 * every resource against a list of operations.
 */
export async function findResources(db: Db, workspaceId: string, text: string) {
  const contains = { contains: text, mode: 'insensitive' } as const;
  const find = (where: Prisma.ResourceWhereInput) =>
    db.resource.findMany({
      where: { ...where, api: { workspaceId } },
      orderBy: [{ path: 'asc' }, { apiId: 'asc' }],
      take: perKind,
      include,
    });
  const [byPath, byOperation] = await Promise.all([
    find({ path: contains }),
    find({ methods: { some: { operationName: contains } } }),
  ]);
  const found = new Map([...byPath, ...byOperation].map((each) => [`${each.apiId} ${each.id}`, each]));
  return [...found.values()].toSorted((a, b) => compare(a.path, b.path) || compare(a.apiId, b.apiId)).slice(0, perKind);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
