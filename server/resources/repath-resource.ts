import type { Tx } from '../db.ts';

type Place = { parentId: string; pathPart: string; path: string };

/** Gives a resource another place, and everything below it the paths that follow. */
export async function repathResource(
  tx: Tx,
  resource: { apiId: string; id: string; path: string },
  place: Place,
): Promise<void> {
  const { apiId, id, path } = resource;
  await tx.resource.update({ where: { apiId_id: { apiId, id } }, data: place });
  await tx.$executeRaw`
    UPDATE "Resource" SET "path" = ${place.path} || substr("path", length(${path}) + 1)
    WHERE "apiId" = ${apiId} AND starts_with("path", ${`${path}/`}) AND "id" <> ${id}`;
}
