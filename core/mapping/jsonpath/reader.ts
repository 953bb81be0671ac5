/** A mistake in a JSONPath. `offset` counts UTF-16 units of the path with its leading `$`. */
export class JsonPathSyntaxError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.name = 'JsonPathSyntaxError';
    this.offset = offset;
  }
}

const maxNesting = 50;

/** A place in the text of a path. */
export class PathReader {
  readonly text: string;
  at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  get char(): string {
    return this.text[this.at] ?? '';
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at += match[0].length;
    return match;
  }

  looksAt(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  take(text: string): boolean {
    if (!this.looksAt(text)) return false;
    this.at += text.length;
    return true;
  }

  skipSpace(): void {
    this.match(/\s*/y);
  }

  /** A text in single or double quotes; a backslash takes the next character as it is. */
  quoted(): string {
    const match = this.match(/'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"/y);
    if (!match) return this.fail('A quoted text is expected');
    return (match[1] ?? match[2] ?? '').replace(/\\([^])/g, '$1');
  }

  nested<T>(parse: () => T): T {
    this.depth += 1;
    if (this.depth > maxNesting) this.fail(`A path nests at most ${maxNesting} levels`);
    const result = parse();
    this.depth -= 1;
    return result;
  }

  fail(message: string, at = this.at): never {
    throw new JsonPathSyntaxError(`${message} (offset ${at} of ${JSON.stringify(this.text.slice(0, 200))}).`, at);
  }
}
