import type { Method } from '#core/methods/schema.ts';
import { methodRows } from '../apis/design-rows.ts';
import { insertRows } from '../apis/insert-rows.ts';
import type { Tx } from '../db.ts';

/** Writes a method whole, with its integration and responses, whether or not it was there before. */
export async function replaceMethod(tx: Tx, apiId: string, method: Method, revision: number): Promise<void> {
  const rows = methodRows(apiId, method);
  await tx.method.deleteMany({ where: rows.key });
  await insertRows(tx, 'Method', [{ ...rows.method, revision, updatedAt: new Date() }]);
  await insertRows(tx, 'Integration', rows.integration ? [rows.integration] : []);
  await insertRows(tx, 'MethodResponse', rows.methodResponses);
  await insertRows(tx, 'IntegrationResponse', rows.integrationResponses);
}
