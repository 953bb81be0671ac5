import { notFound } from '#core/errors.ts';
import type { DocumentationPart } from '#core/documentation/schema.ts';
import { documentationPartOf } from '../apis/design-rows.ts';
import type { Db, Tx } from '../db.ts';

/** The documentation part, or NOT_FOUND. The API was already found in the actor's workspace. */
export async function findPart(
  store: Db | Tx,
  { apiId, partId: id }: { apiId: string; partId: string },
): Promise<DocumentationPart> {
  const row = await store.documentationPart.findUnique({ where: { apiId_id: { apiId, id } } });
  if (!row) throw notFound('Documentation part', id);
  return documentationPartOf(row);
}
