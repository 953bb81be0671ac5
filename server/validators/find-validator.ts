import { notFound } from '#core/errors.ts';
import { type RequestValidator, requestValidatorSchema } from '#core/models/schema.ts';
import type { Tx } from '../db.ts';

/** The validator, or NOT_FOUND. The API was already found in the actor's workspace. */
export async function findValidator(
  tx: Tx,
  { apiId, requestValidatorId: id }: { apiId: string; requestValidatorId: string },
): Promise<RequestValidator> {
  const row = await tx.requestValidator.findUnique({ where: { apiId_id: { apiId, id } } });
  if (!row) throw notFound('Request validator', id);
  return requestValidatorSchema.parse(row);
}
