import { expect, test } from 'vitest';
import { SluiceError } from '../errors.ts';
import { documentMaxBytes, parseDocument } from './parse-document.ts';

function refusal(text: string, options?: { maxBytes?: number }): SluiceError {
  try {
    parseDocument(text, options);
  } catch (error) {
    if (error instanceof SluiceError) return error;
    throw error;
  }
  throw new Error('The document was read.');
}

test('JSON and YAML give the same plain value', () => {
  const value = {
    openapi: '3.1.0',
    paths: { '/a': { get: { responses: { 200: { description: 'ok' } } } } },
    list: [1, null, true],
  };
  expect(parseDocument(JSON.stringify(value))).toEqual(value);
  const yaml = `openapi: 3.1.0\npaths:\n  /a:\n    get: {responses: {200: {description: ok}}}\nlist: [1, ~, true]\n`;
  expect(parseDocument(yaml)).toEqual(value);
  expect(parseDocument('\ufeff{"a": 1}')).toEqual({ a: 1 });
});

test('YAML dates stay text and merge keys are written out', () => {
  const text = 'base: &base {a: 1, when: 2026-01-01}\nderived:\n  <<: *base\n  b: 2\n';
  expect(parseDocument(text)).toEqual({
    base: { a: 1, when: '2026-01-01' },
    derived: { a: 1, when: '2026-01-01', b: 2 },
  });
});

test.each([
  ['{"a": 1,}', 1, 9],
  ['{\n  "a": [1, 2\n}', 3, 1],
  ['{\n  "a": tru\n}', 2, 8],
  ['{"a": "x\ny"}', 1, 9],
  ['{"a": 1} x', 1, 10],
  ['{"a": 01}', 1, 8],
  ['{"a": "\\q"}', 1, 8],
  ['a: [1, 2\nb: 3', 2, 1],
  ['a: 1\n\tb: 2', 2, 1],
])('the place of a syntax error: %j', (text, line, column) => {
  const error = refusal(text);
  expect(error.code).toBe('BAD_INPUT');
  expect(error.issues[0]).toMatchObject({ line, column });
  expect(error.message).toContain(`line ${line}, column ${column}`);
});

test('repeated member names are refused with their places', () => {
  const json = refusal('{\n "paths": {"/a": 1,\n  "/a": 2}}');
  expect(json.issues).toEqual([
    { message: 'The member "/a" occurs twice.', pointer: '/paths/~1a', line: 3, column: 3 },
  ]);
  expect(refusal('paths:\n  /a: 1\n  /a: 2\n').issues[0]).toMatchObject({ line: 3, column: 3 });
});

test('a document that is too large is refused with the figures, before it is read', () => {
  const error = refusal('x'.repeat(20 * 1024 * 1024));
  expect(error.code).toBe('TOO_LARGE');
  expect(error.message).toContain('20.0 MiB');
  expect(error.message).toContain(String(documentMaxBytes));
  expect(refusal(`"${'é'.repeat(60)}"`, { maxBytes: 100 }).code).toBe('TOO_LARGE');
});

test('an alias bomb is refused at once', () => {
  const names = 'abcdefghijk'.split('');
  const lines = names.map(
    (name, index) => `${name}: &${name} [${Array(10).fill(index === 0 ? 'x' : `*${names[index - 1]}`)}]`,
  );
  // Time of the processor, so that a busy machine does not fail the test.
  const started = process.threadCpuUsage();
  const error = refusal(lines.join('\n'));
  const { user, system } = process.threadCpuUsage(started);
  expect((user + system) / 1000).toBeLessThan(1000);
  expect(error.code).toBe('BAD_INPUT');
  expect(error.message).toContain('aliases');
});

test('an alias inside itself is refused', () => {
  expect(refusal('a: &a\n  b: *a\n').issues[0]).toMatchObject({ pointer: '/a/b', line: 2 });
});

test('a merge bomb is refused', () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `k${index}: 1`).join(', ');
  const merges = Array.from({ length: 1000 }, (_, index) => `m${index}: {<<: *a}`).join('\n');
  expect(refusal(`a: &a {${keys}}\n${merges}\n`).code).toBe('BAD_INPUT');
});

test.each([
  '['.repeat(100_000),
  `${'{"a":'.repeat(100_000)}1`,
  `${'- '.repeat(100_000)}x`,
  `a: ${'['.repeat(100_000)}`,
])('endless nesting is refused', (text) => {
  const error = refusal(text);
  expect(error.code).toBe('BAD_INPUT');
  expect(error.issues[0]?.message).toMatch(/[Nn]est/);
});

test('names that reach a prototype are refused, harmless look-alikes are kept', () => {
  expect(refusal('{"a": {"__proto__": {"polluted": true}}}').issues[0]).toMatchObject({ pointer: '/a/__proto__' });
  expect(refusal('a:\n  __proto__:\n    polluted: true\n').issues[0]).toMatchObject({
    pointer: '/a/__proto__',
    line: 2,
  });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const kept = parseDocument('{"constructor": {"prototype": 1}, "toString": 2}');
  expect(JSON.stringify(kept)).toBe('{"constructor":{"prototype":1},"toString":2}');
});

test.each(['a: .nan', 'a: .inf', 'a: !!js/function x', '{"a": "\\u0000"}', '', '   \n', 'a: !!binary aGk='])(
  'values that JSON or the store cannot hold are refused: %j',
  (text) => {
    expect(refusal(text).code).toBe('BAD_INPUT');
  },
);
