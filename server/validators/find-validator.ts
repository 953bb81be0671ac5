import { notFound } from '#core/errors.ts';
import { type RequestValidator, requestValidatorSchema } from '#core/models/schema.ts';
import type { Db, Tx } from '../db.ts';

/** The validator, or NOT_FOUND. The API was already found in the actor's workspace. */
export async function findValidator(
  store: Db | Tx,
  { apiId, requestValidatorId: id }: { apiId: string; requestValidatorId: string },
): Promise<RequestValidator> {
  const row = await store.requestValidator.findUnique({ where: { apiId_id: { apiId, id } } });
  if (!row) throw notFound('Request validator', id);
  return requestValidatorSchema.parse(row);
}
