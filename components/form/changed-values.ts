/** Those of the values that differ from what a form began with: only they are sent, so that edits of others stay. */
export function changedValues<Values extends object>(before: unknown, values: Values): Partial<Values> {
  const began = (before ?? {}) as Partial<Values>;
  const names = Object.keys(values) as (keyof Values)[];
  const changed = names.filter((name) => JSON.stringify(values[name]) !== JSON.stringify(began[name]));
  return Object.fromEntries(changed.map((name) => [name, values[name]])) as Partial<Values>;
}
