import { normalInteger } from '../value.ts';
import type { BinaryOperator, Block, Expression, Part, Reference } from './ast.ts';
import type { Cursor } from './cursor.ts';

/** Parses the text of a double-quoted string as a template of its own. */
export type ParseInterpolated = (text: string, cursor: Cursor, at: number) => Block;

/** Most operators of one level in a row: each is a level of the expression's tree. */
const maxOperators = 500;

const levels: { pattern: RegExp; operators: Record<string, BinaryOperator> }[] = [
  { pattern: /\s*(\|\||or\b)/y, operators: { '||': '||', or: '||' } },
  { pattern: /\s*(&&|and\b)/y, operators: { '&&': '&&', and: '&&' } },
  { pattern: /\s*(==|!=|eq\b|ne\b)/y, operators: { '==': '==', '!=': '!=', eq: '==', ne: '!=' } },
  {
    pattern: /\s*(<=|>=|<|>|le\b|ge\b|lt\b|gt\b)/y,
    operators: { '<=': '<=', '>=': '>=', '<': '<', '>': '>', le: '<=', ge: '>=', lt: '<', gt: '>' },
  },
  { pattern: /\s*([+-])/y, operators: { '+': '+', '-': '-' } },
  { pattern: /\s*([*/%])/y, operators: { '*': '*', '/': '/', '%': '%' } },
];

/** The grammar of expressions and references of Velocity 1.7, with arithmetic also allowed inside arguments. */
export class ExpressionParser {
  private readonly cursor: Cursor;
  private readonly parseInterpolated: ParseInterpolated;

  constructor(cursor: Cursor, parseInterpolated: ParseInterpolated) {
    this.cursor = cursor;
    this.parseInterpolated = parseInterpolated;
  }

  expression(level = 0): Expression {
    const { pattern, operators } = levels[level] ?? {};
    if (!pattern || !operators) return this.unary();
    let left = this.expression(level + 1);
    for (let count = 0; ; count += 1) {
      const operator = operators[this.cursor.match(pattern)?.[1] ?? ''];
      if (!operator) return left;
      if (count >= maxOperators) this.cursor.fail('An expression has too many operators.');
      left = { kind: 'binary', operator, left, right: this.expression(level + 1) };
    }
  }

  private unary(): Expression {
    const { cursor } = this;
    cursor.skipSpace();
    if (cursor.match(/!(?!=)|not\b/y)) return { kind: 'not', operand: cursor.nested(() => this.unary()) };
    if (cursor.looksAt(/-\s*[($]/y) && cursor.take('-'))
      return { kind: 'negative', operand: cursor.nested(() => this.unary()) };
    return this.primary();
  }

  /** A literal, a reference or an expression in parentheses: also what an argument of a macro may be. */
  primary(): Expression {
    const { cursor } = this;
    cursor.skipSpace();
    const at = cursor.at;
    switch (cursor.char) {
      case '$': {
        const reference = this.reference();
        return reference ?? cursor.fail('A reference such as $name is expected here.', at);
      }
      case "'":
        return { kind: 'string', value: this.quoted("'") };
      case '"':
        return this.doubleQuoted();
      case '[':
        return cursor.nested(() => this.list());
      case '{':
        return cursor.nested(() => this.map());
      case '(':
        return cursor.nested(() => {
          cursor.at += 1;
          const inner = this.expression();
          cursor.skipSpace();
          cursor.expect(')', 'A closing parenthesis is expected here.');
          return inner;
        });
    }
    return this.number() ?? this.word(at);
  }

  private word(at: number): Expression {
    const word = this.cursor.match(/[A-Za-z_][\w-]*/y)?.[0];
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
    if (word)
      return this.cursor.fail(`"${word}" is not a value: write '${word}' for text or $${word} for a reference.`, at);
    return this.cursor.fail('A value is expected here.', at);
  }

  private number(): Expression | null {
    const match = this.cursor.match(/-?(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y);
    if (!match) return null;
    if (match[0].length > 300) return this.cursor.fail('A number is too long.');
    if (/[.eE]/.test(match[0])) return { kind: 'double', value: Number(match[0]) };
    return { kind: 'integer', value: normalInteger(BigInt(match[0])) };
  }

  private quoted(quote: '"' | "'"): string {
    const { cursor } = this;
    const start = cursor.at;
    cursor.at += 1;
    let text = '';
    for (;;) {
      const end = cursor.text.indexOf(quote, cursor.at);
      if (end < 0) cursor.fail('A quoted text is not closed.', start);
      text += cursor.text.slice(cursor.at, end);
      cursor.at = end + 1;
      if (!cursor.take(quote)) return text;
      text += quote;
    }
  }

  private doubleQuoted(): Expression {
    const { cursor } = this;
    const at = cursor.at + 1;
    const quoted = this.quoted('"');
    const text = quoted.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    if (!/[$#]/.test(quoted)) return { kind: 'string', value: text };
    return { kind: 'interpolated', body: this.parseInterpolated(text, cursor, at) };
  }

  private list(): Expression {
    const { cursor } = this;
    cursor.at += 1;
    cursor.skipSpace();
    if (cursor.take(']')) return { kind: 'list', items: [] };
    const first = this.expression();
    cursor.skipSpace();
    if (cursor.take('..')) {
      const to = this.expression();
      cursor.skipSpace();
      cursor.expect(']', 'A range ends with ].');
      return { kind: 'range', from: first, to };
    }
    const items = [first];
    while (cursor.take(',')) {
      items.push(this.expression());
      cursor.skipSpace();
    }
    cursor.expect(']', 'A comma or ] is expected in this list.');
    return { kind: 'list', items };
  }

  private map(): Expression {
    const { cursor } = this;
    const entries: { key: Expression; value: Expression }[] = [];
    cursor.at += 1;
    cursor.skipSpace();
    if (cursor.take('}')) return { kind: 'map', entries };
    do {
      const key = this.expression();
      cursor.skipSpace();
      cursor.expect(':', 'A colon is expected between the key and the value.');
      entries.push({ key, value: this.expression() });
      cursor.skipSpace();
    } while (cursor.take(','));
    cursor.expect('}', 'A comma or } is expected in this map.');
    return { kind: 'map', entries };
  }

  /** A reference at a `$`, or null (without moving) when the `$` is only a character. */
  reference(): Reference | null {
    const { cursor } = this;
    const start = cursor.at;
    const open = cursor.match(/\$(!?)(\{?)([A-Za-z_][\w-]*)/y);
    if (!open) return null;
    const parts: Part[] = [];
    for (let part = this.part(); part; part = this.part()) parts.push(part);
    if (open[2] === '{') cursor.expect('}', 'A reference that opens with ${ ends with }.');
    const source = cursor.text.slice(start, cursor.at);
    return { kind: 'reference', name: open[3] ?? '', quiet: open[1] === '!', parts, source, ...cursor.position(start) };
  }

  private part(): Part | null {
    const { cursor } = this;
    if (cursor.char === '[') return cursor.nested(() => this.index());
    const start = cursor.at;
    const match = cursor.match(/\.([A-Za-z_][\w-]*)(\(?)/y);
    if (!match) return null;
    const name = match[1] ?? '';
    if (match[2] !== '(') return { kind: 'property', name };
    const args = cursor.nested(() => this.args(start));
    return { kind: 'call', name, args };
  }

  private args(start: number): Expression[] {
    const { cursor } = this;
    const args: Expression[] = [];
    cursor.skipSpace();
    if (cursor.take(')')) return args;
    for (;;) {
      if (cursor.done) cursor.fail('The arguments are not closed.', start);
      args.push(this.expression());
      cursor.skipSpace();
      if (cursor.take(')')) return args;
      if (cursor.done) cursor.fail('The arguments are not closed.', start);
      cursor.expect(',', 'A comma or ) is expected between arguments.');
    }
  }

  /** A `[` after a reference is an index only when it reads as one, so that `$a[text` in a template stays text. */
  private index(): Part | null {
    const { cursor } = this;
    if (!cursor.looksAt(/\[\s*(?:["'$(]|-?\d)/y)) return null;
    cursor.at += 1;
    const index = this.expression();
    cursor.skipSpace();
    cursor.expect(']', 'An index ends with ].');
    return { kind: 'index', index };
  }
}
