import type { Position } from './ast.ts';

/** A mistake in a template, with its place. */
export class TemplateSyntaxError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = 'TemplateSyntaxError';
    this.at = at;
  }
}

/** Deepest nesting of directives, expressions and interpolated strings in a template. */
export const maxTemplateNesting = 100;

/** A place in a template's text, with the few ways of moving on that the parsers need. */
export class Cursor {
  readonly text: string;
  at = 0;
  private depth: number;
  private readonly lineStarts: number[];
  private readonly origin: Position;

  constructor(text: string, origin: Position = { line: 1, column: 1 }, depth = 0) {
    this.text = text;
    this.origin = origin;
    this.depth = depth;
    this.lineStarts = [0];
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.lineStarts.push(i + 1);
  }

  get char(): string {
    return this.text[this.at] ?? '';
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** Matches a sticky pattern here and moves past it. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at += match[0].length;
    return match;
  }

  looksAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string, message: string): void {
    if (!this.take(text)) this.fail(message);
  }

  skipSpace(): void {
    this.match(/\s*/y);
  }

  position(at = this.at): Position {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const column = at - (this.lineStarts[low] ?? 0);
    return { line: this.origin.line + low, column: low === 0 ? this.origin.column + column : column + 1 };
  }

  fail(message: string, at = this.at): never {
    throw new TemplateSyntaxError(message, at);
  }

  /** Runs a nested parse, refusing a template that nests beyond `maxTemplateNesting`. */
  nested<T>(parse: (depth: number) => T): T {
    this.depth += 1;
    if (this.depth > maxTemplateNesting) this.fail(`The template nests deeper than ${maxTemplateNesting} levels.`);
    const result = parse(this.depth);
    this.depth -= 1;
    return result;
  }
}
