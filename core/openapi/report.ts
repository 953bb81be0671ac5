import { SluiceError } from '../errors.ts';
import { locatePointers } from './positions.ts';

export type ReportLevel = 'error' | 'warning' | 'info';

/** What an import can have to say. An error refuses the import; a warning or info names what is carried otherwise, or not at all. */
export type ReportCode =
  | 'ambiguous-security'
  | 'content-not-carried'
  | 'cyclic-reference'
  | 'default-response'
  | 'duplicate-operation-id'
  | 'duplicate-response'
  | 'duplicate-route'
  | 'external-reference'
  | 'field-not-carried'
  | 'invalid-value'
  | 'merged-route'
  | 'missing-field'
  | 'no-backend'
  | 'operation-skipped'
  | 'parameter-not-carried'
  | 'parameter-style'
  | 'path-not-supported'
  | 'policy-removed'
  | 'reference-siblings'
  | 'renamed-model'
  | 'response-not-carried'
  | 'security-not-carried'
  | 'server-not-used'
  | 'server-override'
  | 'too-complex'
  | 'truncated'
  | 'undeclared-parameter'
  | 'unknown-extension'
  | 'unknown-field'
  | 'unresolved-reference'
  | 'unused-component'
  | 'vendor-extension'
  | 'version'
  | 'wrong-type';

/** One finding: `count` places have it, the first of them are in `pointers`; `pointer`, `line` and `column` are the first one's. */
export type ReportItem = {
  level: ReportLevel;
  code: ReportCode;
  message: string;
  pointer: string;
  line?: number;
  column?: number;
  count: number;
  pointers: string[];
};

export type ImportCounts = {
  /** Operations in the document, of every verb. Each is either carried (`methods`) or skipped with an item that says why. */
  operations: number;
  skippedOperations: number;
  resources: number;
  methods: number;
  models: number;
  requestValidators: number;
  authorizers: number;
  gatewayResponses: number;
  documentationParts: number;
  errors: number;
  warnings: number;
};

export type ImportReport = { items: ReportItem[]; counts: ImportCounts };

/** Places that are listed for one finding. */
export const reportMaxPointers = 10;

/** Most different findings that a report lists. */
const maxItems = 500;

/** Most values that an import reads, counting again what `$ref` brings in again. */
const maxWork = 1_500_000;

const levelOrder: Record<ReportLevel, number> = { error: 0, warning: 1, info: 2 };

/** Raised inside the importer when a document costs more than `maxWork`; never leaves it. */
export class TooComplex extends Error {}

/** Collects findings: the same level, code and message at many places is one item. */
export class ReportBuilder {
  readonly #items = new Map<string, ReportItem>();
  readonly #counts: Record<ReportLevel, number> = { error: 0, warning: 0, info: 0 };
  #work = 0;
  #left = 0;

  add(level: ReportLevel, code: ReportCode, pointer: string, message: string): void {
    this.#counts[level] += 1;
    const key = `${level} ${code} ${message}`;
    const item = this.#items.get(key);
    if (item) {
      item.count += 1;
      if (item.pointers.length < reportMaxPointers && !item.pointers.includes(pointer)) item.pointers.push(pointer);
    } else if (this.#items.size < (level === 'error' ? 2 : 1) * maxItems) {
      this.#items.set(key, { level, code, message, pointer, count: 1, pointers: [pointer] });
    } else {
      this.#left += 1;
    }
  }

  error(code: ReportCode, pointer: string, message: string): void {
    this.add('error', code, pointer, message);
  }

  warn(code: ReportCode, pointer: string, message: string): void {
    this.add('warning', code, pointer, message);
  }

  info(code: ReportCode, pointer: string, message: string): void {
    this.add('info', code, pointer, message);
  }

  /** How many findings of a level there were, places counted singly. */
  count(level: ReportLevel): number {
    return this.#counts[level];
  }

  /** Counts work done on the document, in values; keeps references that fan out from costing without bound. */
  spend(values: number): void {
    this.#work += values;
    if (this.#work > maxWork) throw new TooComplex();
  }

  /** The items, errors first, otherwise in the order of finding; `text` is the source that gives lines and columns. */
  items(text?: string): ReportItem[] {
    const items = [...this.#items.values()].sort((a, b) => levelOrder[a.level] - levelOrder[b.level]);
    if (this.#left > 0) {
      const message = `${this.#left} further findings of other kinds are not listed.`;
      items.push({ level: 'warning', code: 'truncated', message, pointer: '', count: this.#left, pointers: [''] });
    }
    if (text === undefined || items.length === 0) return items;
    const places = locatePointers(text, new Set(items.map((item) => item.pointer)));
    return items.map((item) => ({ ...item, ...places.get(item.pointer) }));
  }
}

/** True when the report refuses the import. */
export function hasErrors(report: ImportReport): boolean {
  return report.counts.errors > 0;
}

/**
 * Refuses an import whose report holds errors.
 *
 * @throws SluiceError BAD_INPUT with each error's pointer and, when known, line and column.
 */
export function assertImportable(report: ImportReport): void {
  const errors = report.items.filter((item) => item.level === 'error');
  const [first] = errors;
  if (!first) return;
  const place =
    first.line === undefined ? first.pointer || 'the document' : `line ${first.line}, column ${first.column}`;
  throw new SluiceError('BAD_INPUT', `The description cannot be imported. ${first.message} (${place})`, {
    issues: errors.map(({ message, pointer, line, column }) => ({ message, pointer, line, column })),
  });
}
