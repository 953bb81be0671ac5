/** A problem in JSON text, at a character offset and inside the value that `path` leads to. */
export type JsonProblem = { message: string; offset: number; path: (string | number)[] };

export type JsonScanVisitor = {
  /** A value begins. `key` is its member name or array index, null for the root; `offset` is where the key (or the value) stands. */
  enter?: (key: string | number | null, offset: number) => void;
  leave?: () => void;
  /** A member name occurs again in the same object. */
  duplicate?: (problem: JsonProblem) => void;
};

type Frame = { array: boolean; key: string | number; names: Set<string> | null };

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Walks JSON text (RFC 8259) without building values and without recursion, so that hostile nesting cannot exhaust the
 * stack. Returns the first syntax problem (or nesting beyond `maxDepth`), or null when the text is JSON.
 */
export function scanJson(text: string, maxDepth: number, visitor: JsonScanVisitor): JsonProblem | null {
  const stack: Frame[] = [];
  let at = 0;

  const path = () => stack.map((frame) => frame.key);
  const problem = (message: string, offset = at): JsonProblem => ({ message, offset, path: path() });
  const unexpected = (wanted: string) =>
    problem(
      at >= text.length ? `Unexpected end: expected ${wanted}.` : `Expected ${wanted}, found ${shown(text, at)}.`,
    );

  const skipSpace = () => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      at += 1;
    }
  };

  /** Reads a string whose opening quote is at `at`; returns a message when it is malformed. */
  const readString = (): string | null => {
    at += 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        at += 1;
        return null;
      }
      if (Number.isNaN(code)) return 'The string is not closed.';
      if (code < 32) return 'A control character inside a string must be escaped.';
      if (code === 92) {
        const escape = text[at + 1] ?? '';
        const valid =
          escape === 'u'
            ? /^[\da-fA-F]{4}$/.test(text.slice(at + 2, at + 6))
            : escape !== '' && '"\\/bfnrt'.includes(escape);
        if (!valid) return 'The string has an unknown escape.';
        at += escape === 'u' ? 6 : 2;
      } else {
        at += 1;
      }
    }
  };

  const readName = (frame: Frame): JsonProblem | null => {
    skipSpace();
    if (text.charCodeAt(at) !== 34) return unexpected('a member name in double quotes');
    const start = at;
    const message = readString();
    if (message) return problem(message, at);
    const raw = text.slice(start + 1, at - 1);
    frame.key = raw.includes('\\') ? (JSON.parse(text.slice(start, at)) as string) : raw;
    frame.names ??= new Set();
    if (frame.names.has(frame.key)) {
      visitor.duplicate?.({ message: `The member "${frame.key}" occurs twice.`, offset: start, path: path() });
    }
    frame.names.add(frame.key);
    skipSpace();
    if (text[at] !== ':') return unexpected('":"');
    at += 1;
    nameOffset = start;
    return null;
  };

  let nameOffset = 0;

  const readScalar = (): JsonProblem | null => {
    const code = text.charCodeAt(at);
    if (code === 34) {
      const message = readString();
      return message ? problem(message, at) : null;
    }
    for (const word of ['true', 'false', 'null']) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return null;
      }
    }
    numberPattern.lastIndex = at;
    const match = numberPattern.exec(text);
    if (!match) return unexpected('a value');
    at += match[0].length;
    return null;
  };

  for (;;) {
    skipSpace();
    const parent = stack.at(-1);
    visitor.enter?.(parent ? parent.key : null, parent && !parent.array ? nameOffset : at);
    const opener = text[at];
    if (opener === '{' || opener === '[') {
      if (stack.length >= maxDepth) return problem(`Nesting is deeper than ${maxDepth} levels.`);
      const frame: Frame = { array: opener === '[', key: 0, names: null };
      at += 1;
      skipSpace();
      if (text[at] !== (frame.array ? ']' : '}')) {
        stack.push(frame);
        const failed = frame.array ? null : readName(frame);
        if (failed) return failed;
        continue;
      }
      at += 1;
    } else {
      const failed = readScalar();
      if (failed) return failed;
    }
    visitor.leave?.();

    for (;;) {
      const frame = stack.at(-1);
      skipSpace();
      if (!frame) return at < text.length ? unexpected('the end of the document') : null;
      if (text[at] === ',') {
        at += 1;
        if (frame.array) {
          frame.key = (frame.key as number) + 1;
        } else {
          const failed = readName(frame);
          if (failed) return failed;
        }
        break;
      }
      if (text[at] !== (frame.array ? ']' : '}')) return unexpected(frame.array ? '"," or "]"' : '"," or "}"');
      at += 1;
      stack.pop();
      visitor.leave?.();
    }
  }
}

function shown(text: string, offset: number): string {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return character === '\n' || character === '\r' ? 'the end of the line' : `"${character}"`;
}
