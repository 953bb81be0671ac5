import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../db.ts';

type Table =
  | 'Resource'
  | 'Method'
  | 'MethodResponse'
  | 'Integration'
  | 'IntegrationResponse'
  | 'Model'
  | 'RequestValidator'
  | 'Authorizer'
  | 'GatewayResponse'
  | 'DocumentationPart';

/** Rows in one statement's parameter. */
const chunkSize = 2000;

/**
 * Inserts rows that have every column. The rows travel as one JSON parameter, which takes a tenth of the time of a
 * parameter for each value: an import writes ten thousand of them.
 */
export async function insertRows(tx: Tx, table: Table, rows: readonly object[]): Promise<void> {
  const name = Prisma.raw(`"${table}"`);
  for (let start = 0; start < rows.length; start += chunkSize) {
    const json = JSON.stringify(rows.slice(start, start + chunkSize));
    await tx.$executeRaw`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, ${json}::jsonb)`;
  }
}
