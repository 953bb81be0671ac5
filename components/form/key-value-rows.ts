/** One row of the editor. Rows may be half filled while someone types; names may double until they are mended. */
export interface KeyValueRow {
  name: string;
  value: string;
}

/** The rows of a map, in its order. */
export function rowsOfRecord(record: Readonly<Record<string, string>>): KeyValueRow[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}

/** The map of the rows that have a name; of doubled names the last one wins. */
export function recordOfRows(rows: readonly KeyValueRow[]): Record<string, string> {
  return Object.fromEntries(rows.filter((row) => row.name !== '').map((row) => [row.name, row.value]));
}

/** Whether two maps hold the same, in whatever order. */
export function sameRecord(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** What is wrong with each row, in the order of the rows; null where nothing is. */
export function rowProblems(rows: readonly KeyValueRow[], namePattern?: RegExp): (string | null)[] {
  const seen = new Map<string, number>();
  for (const row of rows) seen.set(row.name, (seen.get(row.name) ?? 0) + 1);
  return rows.map((row) => {
    if (row.name === '') return row.value === '' ? null : 'A value without a name is left out.';
    if ((seen.get(row.name) ?? 0) > 1) return `The name ${row.name} is used more than once.`;
    if (namePattern && !namePattern.test(row.name)) return `The name ${row.name} has a character that is not allowed.`;
    return null;
  });
}
