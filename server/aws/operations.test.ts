import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Operation, RefusedOperation } from './operation.ts';
import { operationTable } from './operation-table.ts';
import { operations } from './operations.ts';

const file = new URL('../../docs/control-api.md', import.meta.url);
const heading = '## Operations\n';

function stateOf(operation: Operation | RefusedOperation): string {
  if ('refused' in operation) return `refused: ${operation.refused}`;
  return operation.exactness === 'exact' ? 'exact' : `partial: ${operation.exactness.partial}`;
}

/** The documentation's table, one line for each operation that AWS has. */
function table(): string {
  const rows = operationTable.map(({ name, method, uri }) => [name, `\`${method} ${uri}\``, stateOf(operations[name])]);
  const all = [['operation', 'request', 'state'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

test('the documentation says of every operation how exact it is', () => {
  const states = operationTable.map(({ name }) => stateOf(operations[name]).split(':')[0]);
  const count = (state: string) => states.filter((each) => each === state).length;
  const counts = `${states.length} operations: ${count('exact')} exact, ${count('partial')} partial, ${count('refused')} refused.`;
  const written = readFileSync(file, 'utf8');
  const head = written.slice(0, written.indexOf(heading) + heading.length);
  const expected = `${head}\n${counts}\n\n${table()}\n`;
  if (process.env.UPDATE_DOCS) writeFileSync(file, expected);
  else expect(written).toBe(expected);
});
