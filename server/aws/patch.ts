import { type AwsError, badRequest } from './aws-error.ts';
import { enumMember, validationError } from './validation.ts';

/** An operation as a client sends it. */
export type PatchOperation = { op: string; path?: string | null; value?: string | null; from?: string | null };

/** In the order in which AWS names them. */
const operationNames = ['add', 'remove', 'move', 'test', 'replace', 'copy'] as const;
type OperationName = (typeof operationNames)[number];

/** What a target is given: `labels` are the values of the path's labels, in order; `value` is empty when the client gave none. */
export type Patch = { op: OperationName; value: string; from: string | null; labels: string[] };

/** A place that may be patched. A label such as `{name}` stands for one segment, in which ~1 is / and ~0 is ~ (RFC 6901). */
export type PatchTarget<State> = {
  path: string;
  ops: readonly OperationName[];
  apply: (state: State, patch: Patch) => void;
};

/** How an object words its refusals. AWS's objects differ in that. */
export type PatchWords = {
  /** Member of the service model that the operations came in: with it, a wrong `op` is a validation error as in AWS. */
  input?: string;
  /**
   * What a path or operation that the object does not have is answered with: `paths` lists the paths of the operation,
   * `operations` those of the path, `none` only repeats the path.
   */
  lists?: 'paths' | 'operations' | 'none';
  /** Takes the place of `lists` where an object says it in words of its own. */
  refusal?: (operation: PatchOperation) => AwsError;
};

/**
 * What the operations make of a state, which itself stays as it is. They apply in order, all of them or none (AWS:
 * patchOperations, after RFC 6902).
 * @throws AwsError for operations and paths that the object does not have
 */
export function applyPatch<State>(
  state: State,
  operations: readonly PatchOperation[] | null | undefined,
  targets: readonly PatchTarget<State>[],
  { input, lists = 'paths', refusal }: PatchWords = {},
): State {
  if (input !== undefined) assertOperationNames(operations ?? [], input);
  const changed = structuredClone(state);
  for (const { op, path, value, from } of operations ?? []) {
    const name = operationNames.find((each) => each === op);
    if (!name) throw badRequest(`Invalid patch operation '${op}'. Must be one of: [${operationNames.join(', ')}]`);
    const found = find(targets, name, path ?? '');
    if (!found) throw refusal?.({ op, path, from }) ?? refusals[lists](targets, name, path ?? null);
    if ((name === 'move' || name === 'copy') && !from) {
      throw badRequest(`The patch operation '${op}' needs a path to take the value from.`);
    }
    found.target.apply(changed, { op: name, value: value ?? '', from: from ?? null, labels: found.labels });
  }
  return changed;
}

function assertOperationNames(operations: readonly PatchOperation[], input: string): void {
  const violations = operations.flatMap(({ op }, i) =>
    enumMember(op, `${input}.patchOperations.${i + 1}.member.op`, operationNames),
  );
  if (violations.length > 0) throw validationError(violations);
}

type Found<State> = { target: PatchTarget<State>; labels: string[] };

function find<State>(targets: readonly PatchTarget<State>[], op: OperationName, path: string): Found<State> | null {
  for (const target of targets) {
    if (!target.ops.includes(op)) continue;
    const labels = labelsOf(target.path, path);
    if (labels) return { target, labels };
  }
  return null;
}

/** The values of a template's labels in a path, or null when the path is another one. */
export function labelsOf(template: string, path: string): string[] | null {
  const [expected, segments] = [template.split('/'), path.split('/')];
  if (expected.length !== segments.length) return null;
  const labels: string[] = [];
  for (const [i, part] of expected.entries()) {
    const segment = segments[i] ?? '';
    if (!part.startsWith('{')) {
      if (part !== segment) return null;
    } else if (segment === '') {
      return null;
    } else {
      labels.push(segment.replaceAll('~1', '/').replaceAll('~0', '~'));
    }
  }
  return labels;
}

type Refusal = <State>(targets: readonly PatchTarget<State>[], op: OperationName, path: string | null) => AwsError;

const refusals: Record<NonNullable<PatchWords['lists']>, Refusal> = {
  paths(targets, op, path) {
    const paths = targets.filter(({ ops }) => ops.includes(op)).map((target) => target.path);
    const start = `Invalid patch path  '${path ?? ''}' specified for op '${op}'.`;
    if (paths.length === 0) return badRequest(`${start} Please choose supported operations`);
    return badRequest(`${start} Must be one of: [${paths.join(', ')}]`);
  },
  operations(targets, _, path) {
    const known = targets.find((target) => labelsOf(target.path, path ?? ''));
    if (!known) return badRequest(`Invalid patch path ${path}`);
    return badRequest(`Invalid patch operation specified. Must be one of: [${known.ops.join(', ')}]`);
  },
  none: (_, __, path) => badRequest(`Invalid patch path ${path}`),
};

/** A patch's value as a truth value, a whole number, or one of some words. */
export function flagOf({ value }: Patch): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw badRequest(`Invalid boolean value '${value}'`);
}

export function integerOf({ value }: Patch): number {
  if (/^-?\d{1,10}$/.test(value)) return Number(value);
  throw badRequest(`Invalid integer value '${value}'`);
}

export function numberOf({ value }: Patch): number {
  if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(value)) return Number(value);
  throw badRequest(`Invalid number value '${value}'`);
}

export function wordOf<Word extends string>(words: readonly Word[], { value }: Patch): Word {
  const word = words.find((each) => each === value);
  if (word) return word;
  throw badRequest(`Invalid value '${value}'. Must be one of: [${words.join(', ')}]`);
}
