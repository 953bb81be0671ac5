/** The parsed form of a template. Positions count lines and columns from 1. */
export type Position = { line: number; column: number };

export type Part =
  | { kind: 'property'; name: string }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'index'; index: Expression };

/** `$name.part[index]`; `source` is what is printed when it has no value. */
export type Reference = Position & {
  kind: 'reference';
  name: string;
  quiet: boolean;
  parts: Part[];
  source: string;
};

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export type Expression =
  | Reference
  | { kind: 'string'; value: string }
  | { kind: 'interpolated'; body: Block }
  | { kind: 'integer'; value: number | bigint }
  | { kind: 'double'; value: number }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'range'; from: Expression; to: Expression }
  | { kind: 'map'; entries: { key: Expression; value: Expression }[] }
  | { kind: 'not'; operand: Expression }
  | { kind: 'negative'; operand: Expression }
  | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression };

export type Block = Node[];

export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'output'; reference: Reference; backslashes: number }
  | (Position & { kind: 'set'; target: Reference; value: Expression })
  | (Position & { kind: 'if'; branches: { condition: Expression; body: Block }[]; otherwise: Block })
  | (Position & { kind: 'foreach'; name: string; source: Expression; body: Block })
  | (Position & { kind: 'call'; name: string; args: Expression[]; body: Block | null; source: string })
  | { kind: 'define'; name: string; body: Block }
  /** `scope` is the loop to leave, such as `$foreach.parent`; null for the innermost loop, macro or block. */
  | (Position & { kind: 'break'; scope: Expression | null })
  | { kind: 'stop' };

export type Macro = { name: string; parameters: string[]; body: Block };

export type Program = { body: Block; macros: ReadonlyMap<string, Macro> };
