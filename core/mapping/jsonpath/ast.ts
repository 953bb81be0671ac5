import type { LinearRegex } from '../linear-regex.ts';
import type { Value } from '../value.ts';

/** One step of a path. `deep` marks a step that follows `..`. */
export type Segment = { deep: boolean } & (
  | { kind: 'names'; names: string[] }
  | { kind: 'indexes'; indexes: number[] }
  | { kind: 'slice'; from: number | null; to: number | null }
  | { kind: 'wildcard' }
  | { kind: 'filter'; filter: Filter }
);

export const pathFunctions = [
  'length',
  'size',
  'min',
  'max',
  'avg',
  'sum',
  'stddev',
  'keys',
  'first',
  'last',
  'index',
  'concat',
  'append',
] as const;
/** A function at the end of a path. Its arguments are paths of the document, texts and numbers. */
export type PathFunction = { name: (typeof pathFunctions)[number]; args: Operand[] };

/** A compiled path. A definite path leads to one value at most, any other yields a list. */
export type JsonPath = {
  /** Paths of filters start at the current item (`@`) or at the document (`$`). */
  root: '$' | '@';
  segments: Segment[];
  function: PathFunction | null;
  definite: boolean;
};

export const comparisons = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '=~',
  'in',
  'nin',
  'subsetof',
  'anyof',
  'noneof',
  'contains',
  'all',
  'size',
  'empty',
] as const;
export type Comparison = (typeof comparisons)[number];

export type Operand =
  { kind: 'path'; path: JsonPath } | { kind: 'literal'; value: Value } | { kind: 'regex'; regex: LinearRegex };

export type Filter =
  | { kind: 'and' | 'or'; filters: Filter[] }
  | { kind: 'not'; filter: Filter }
  | { kind: 'exists'; path: JsonPath }
  | { kind: 'compare'; operator: Comparison; left: Operand; right: Operand };
