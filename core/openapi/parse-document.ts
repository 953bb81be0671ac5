import { load, YAMLException } from 'js-yaml';
import { SluiceError, type Issue } from '../errors.ts';
import { isObject, type Json } from './json.ts';
import { scanJson, type JsonProblem } from './json-scan.ts';
import { childPointer } from './pointer.ts';
import { locatePointers, positionAt } from './positions.ts';
import { maxDocumentDepth, sourceFormat, yamlOptions } from './source-format.ts';

/** Largest description that is read, in bytes of UTF-8. GitHub's own has 12.4 MiB. */
export const documentMaxBytes = 16 * 1024 * 1024;

/** Most values that a document may hold once its YAML aliases are written out. GitHub's description has 260,000. */
export const documentMaxValues = 2_000_000;

const maxIssues = 20;

/**
 * Reads JSON or YAML text into plain JSON. The text is hostile: its size, depth and expanded size are bounded, and names
 * that could reach a prototype are refused. Objects may be shared where YAML uses aliases, so the result is to be read,
 * not changed.
 *
 * @throws SluiceError TOO_LARGE when the text has more than `maxBytes` bytes; BAD_INPUT, with the pointer, line and column of
 * each problem, when it is no JSON or YAML, repeats a member name, or exceeds a bound.
 */
export function parseDocument(text: string, options: { maxBytes?: number } = {}): Json {
  const maxBytes = options.maxBytes ?? documentMaxBytes;
  const bytes = text.length > maxBytes ? text.length : new TextEncoder().encode(text).length;
  if (bytes > maxBytes) {
    throw new SluiceError(
      'TOO_LARGE',
      `The document has ${shownMiB(bytes)} MiB; at most ${shownMiB(maxBytes)} MiB (${maxBytes} bytes) are read.`,
    );
  }
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (source.trim() === '')
    throw refused('The document is empty.', [{ message: 'The document is empty.', line: 1, column: 1 }]);

  const value = sourceFormat(source) === 'json' ? parseJson(source) : parseYaml(source);
  const problems = checkValues(value);
  if (problems.length > 0) {
    const places = locatePointers(
      source,
      problems.map((problem) => problem.pointer ?? ''),
    );
    throw refused(
      'The document cannot be used.',
      problems.map((problem) => ({ ...problem, ...places.get(problem.pointer ?? '') })),
    );
  }
  return value;
}

function shownMiB(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

function refused(summary: string, issues: Issue[], cause?: unknown): SluiceError {
  const [first] = issues;
  const place = first?.line ? ` (line ${first.line}, column ${first.column})` : '';
  return new SluiceError(
    'BAD_INPUT',
    first && first.message !== summary ? `${summary} ${first.message}${place}` : summary,
    {
      issues,
      cause,
    },
  );
}

function parseJson(text: string): Json {
  const duplicates: JsonProblem[] = [];
  const problem = scanJson(text, maxDocumentDepth, {
    duplicate: (found) => {
      if (duplicates.length < maxIssues) duplicates.push(found);
    },
  });
  const issues = [...(problem ? [problem] : []), ...duplicates].map((found) => ({
    message: found.message,
    pointer: childPointer('', ...found.path),
    ...positionAt(text, found.offset),
  }));
  if (issues.length > 0) throw refused('The document is not valid JSON.', issues);
  return JSON.parse(text) as Json;
}

function parseYaml(text: string): Json {
  try {
    return load(text, yamlOptions) as Json;
  } catch (error) {
    if (error instanceof YAMLException) {
      const place = error.mark ? { line: error.mark.line + 1, column: error.mark.column + 1 } : { line: 1, column: 1 };
      throw refused('The document is not valid YAML.', [{ message: sentence(error.reason), ...place }], error);
    }
    const issue = { message: 'The YAML is nested too deeply or malformed.', line: 1, column: 1 };
    throw refused('The document is not valid YAML.', [issue], error);
  }
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

/**
 * What a parser lets pass but no reader should meet: cycles and floods of YAML aliases, values outside JSON, NUL characters
 * (PostgreSQL's text cannot hold them) and `__proto__`.
 */
function checkValues(root: Json): Issue[] {
  const issues: Issue[] = [];
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const note = (message: string, pointer: string) => {
    if (issues.length < maxIssues) issues.push({ message, pointer });
  };

  /** The number of values below `value`, aliases written out; each shared object is walked once. */
  const measure = (value: unknown, pointer: string, depth: number): number => {
    if (typeof value === 'string') {
      if (value.includes('\0')) note('A string holds the NUL character.', pointer);
      return 1;
    }
    if (typeof value !== 'object' || value === null) {
      const plain =
        value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
      if (!plain) note('This value does not exist in JSON.', pointer);
      return 1;
    }
    if (open.has(value)) {
      note('A YAML alias refers to a value that holds the alias itself.', pointer);
      return 1;
    }
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (depth > maxDocumentDepth) {
      note(`Nesting is deeper than ${maxDocumentDepth} levels.`, pointer);
      return 1;
    }
    open.add(value);
    let size = 1;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) size += measure(item, childPointer(pointer, index), depth + 1);
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        if (key === '__proto__') note('A member may not be named "__proto__".', childPointer(pointer, key));
        if (key.includes('\0')) note('A member name holds the NUL character.', pointer);
        size += measure(value[key], childPointer(pointer, key), depth + 1);
      }
    }
    open.delete(value);
    sizes.set(value, size);
    return size;
  };

  const size = measure(root, '', 0);
  if (size > documentMaxValues) {
    const message = `The document holds ${size.toExponential(1)} values once its aliases are written out; at most ${documentMaxValues} are read.`;
    return [{ message, pointer: '' }];
  }
  return issues;
}
