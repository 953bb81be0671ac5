/** A schema as it stands in a document: an object or true or false. */
export type SchemaNode = boolean | Readonly<Record<string, unknown>>;

/** The schema resources that validation is in, innermost first: what `$dynamicRef` looks through. */
export type DynamicScope = { readonly base: string; readonly parent: DynamicScope | null };

/** One validation on its way. */
export type Run = {
  /** Where what is wrong is written down; null while only yes or no matters. */
  errors: string[] | null;
  /** Steps that are left. */
  steps: number;
  scope: DynamicScope | null;
};

/** The members of an object and the items of a list that a schema has judged: what `unevaluated*` leaves out. */
export type Evaluated = { names: Set<string>; allNames: boolean; items: Set<number>; upTo: number; allItems: boolean };

/** Judges a value. Fills `seen`, when it is there, with what was evaluated; what a failed check wrote into it is void. */
export type Check = (value: unknown, run: Run, seen: Evaluated | null) => boolean;

/** The validation needs more steps than it may take. */
export class ValidationBudgetExceeded extends Error {}

/** Most sentences about one value. */
const maxErrors = 20;
const maxShown = 100;

export function charge(run: Run, steps: number): void {
  run.steps -= steps;
  if (run.steps < 0) throw new ValidationBudgetExceeded('The body takes too much work to validate.');
}

/** Writes down what is wrong, where that is wanted; always false. */
export function fail(run: Run, describe: () => string): false {
  if (run.errors && run.errors.length < maxErrors) run.errors.push(describe());
  return false;
}

export function nothingEvaluated(): Evaluated {
  return { names: new Set(), allNames: false, items: new Set(), upTo: 0, allItems: false };
}

export function mergeEvaluated(into: Evaluated, from: Evaluated): void {
  for (const name of from.names) into.names.add(name);
  for (const item of from.items) into.items.add(item);
  into.allNames ||= from.allNames;
  into.allItems ||= from.allItems;
  into.upTo = Math.max(into.upTo, from.upTo);
}

/** A value as JSON, shortened, whatever its size: messages go into logs. */
export function shown(value: unknown): string {
  const text = beginning(value, maxShown + 1);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

/** The JSON of a value, of which more than `length` characters need not be there. */
function beginning(value: unknown, length: number): string {
  if (typeof value === 'string') return JSON.stringify(value.length > length ? value.slice(0, length) : value);
  if (value === null || typeof value !== 'object') return String(value);
  const isList = Array.isArray(value);
  let text = isList ? '[' : '{';
  for (const key in value) {
    if (text.length > length) return text;
    const item = (value as Record<string, unknown>)[key];
    text += `${text.length > 1 ? ',' : ''}${isList ? '' : `${beginning(key, length)}:`}${beginning(item, length - text.length)}`;
  }
  return text + (isList ? ']' : '}');
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function isSchema(value: unknown): value is SchemaNode {
  return typeof value === 'boolean' || isObject(value);
}

/** A member that the object has itself. */
export function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
