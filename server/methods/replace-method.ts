import type { Method } from '#core/methods/schema.ts';
import { methodRows } from '../apis/design-rows.ts';
import type { Tx } from '../db.ts';

/** Writes a method whole, with its integration and responses, whether or not it was there before. */
export async function replaceMethod(tx: Tx, apiId: string, method: Method, revision: number): Promise<void> {
  const rows = methodRows(apiId, method);
  await tx.method.deleteMany({ where: rows.key });
  await tx.method.create({ data: { ...rows.method, revision } });
  await tx.methodResponse.createMany({ data: rows.methodResponses });
  if (rows.integration) await tx.integration.create({ data: rows.integration });
  await tx.integrationResponse.createMany({ data: rows.integrationResponses });
}
