import { SluiceError } from '#core/errors.ts';
import type { Tx } from '../db.ts';

/** Refuses with CONFLICT when another authorizer of the API has the name. */
export async function assertNameIsFree(tx: Tx, apiId: string, id: string, name: string): Promise<void> {
  if ((await tx.authorizer.count({ where: { apiId, name, id: { not: id } } })) > 0) {
    throw new SluiceError('CONFLICT', `An authorizer named ${name} exists already.`);
  }
}
