import { JavaDouble, MappingError, VtlList, VtlMap, maxNesting, normalInteger } from './value.ts';
import type { Key, Value } from './value.ts';

const numberPattern = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const plainRun = /[^"\\\u0000-\u001f]*/y;
const escapes = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Where and why a text is not JSON. `offset` counts UTF-16 units. */
export class JsonSyntaxError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.name = 'JsonSyntaxError';
    this.offset = offset;
  }
}

/**
 * Parses JSON (RFC 8259) into template values. Unlike JSON.parse it keeps the order of keys, integers of any size and the
 * difference between 1 and 1.0, which a mapping must not lose. Nesting is bounded.
 *
 * @throws JsonSyntaxError for text that is not JSON.
 */
export function parseJson(text: string): Value {
  const reader = new JsonReader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class JsonReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  end(): void {
    this.space();
    if (this.at < this.text.length) this.fail();
  }

  value(depth: number): Value {
    if (depth > maxNesting) throw new MappingError('BUDGET_EXCEEDED', 'The JSON document is nested too deeply.');
    this.space();
    const char = this.text[this.at];
    if (char === '{') return this.object(depth);
    if (char === '[') return this.array(depth);
    if (char === '"') return this.string();
    if (char === 't') return this.word('true', true);
    if (char === 'f') return this.word('false', false);
    if (char === 'n') return this.word('null', null);
    return this.number();
  }

  private object(depth: number): VtlMap {
    const entries = new Map<Key, Value>();
    this.at += 1;
    this.space();
    if (this.take('}')) return new VtlMap(entries);
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.fail();
      const key = this.string();
      this.space();
      if (!this.take(':')) this.fail();
      entries.set(key, this.value(depth + 1));
      this.space();
      if (this.take('}')) return new VtlMap(entries);
      if (!this.take(',')) this.fail();
    }
  }

  private array(depth: number): VtlList {
    const items: Value[] = [];
    this.at += 1;
    this.space();
    if (this.take(']')) return new VtlList(items, true);
    for (;;) {
      items.push(this.value(depth + 1));
      this.space();
      if (this.take(']')) return new VtlList(items, true);
      if (!this.take(',')) this.fail();
    }
  }

  private string(): string {
    this.at += 1;
    let result = '';
    for (;;) {
      plainRun.lastIndex = this.at;
      const run = plainRun.exec(this.text)?.[0] ?? '';
      this.at += run.length;
      result = result === '' ? run : result + run;
      if (this.take('"')) return result;
      if (!this.take('\\')) this.fail();
      result += this.escape();
    }
  }

  private escape(): string {
    const char = this.text[this.at] ?? '';
    const simple = escapes.get(char);
    if (simple !== undefined) {
      this.at += 1;
      return simple;
    }
    const hex = this.text.slice(this.at + 1, this.at + 5);
    if (char !== 'u' || !/^[0-9a-fA-F]{4}$/.test(hex)) this.fail();
    this.at += 5;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  private number(): Value {
    numberPattern.lastIndex = this.at;
    const match = numberPattern.exec(this.text);
    if (!match) return this.fail();
    this.at += match[0].length;
    if (match[1] !== undefined || match[2] !== undefined) return new JavaDouble(Number(match[0]));
    if (match[0].length > 1000)
      throw new MappingError('BUDGET_EXCEEDED', 'The JSON document has a number that is too long.');
    return match[0].length < 16 ? Number(match[0]) + 0 : normalInteger(BigInt(match[0]));
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail();
    this.at += word.length;
    return value;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at += 1;
    }
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private fail(): never {
    const char = this.text[this.at];
    const found = char === undefined ? 'The text ends too early' : `Unexpected ${JSON.stringify(char)}`;
    throw new JsonSyntaxError(`${found} at offset ${this.at}.`, this.at);
  }
}
