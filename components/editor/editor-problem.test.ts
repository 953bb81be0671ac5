import { expect, test } from 'vitest';
import { markedRange } from './editor-problem.ts';

const lines = ['{', '  "name": 1,', '}'];

test('a problem with a column marks from there to the end of its line', () => {
  expect(markedRange({ message: '', line: 2, column: 11 }, lines)).toEqual({
    startLineNumber: 2,
    startColumn: 11,
    endLineNumber: 2,
    endColumn: 13,
  });
});

test('a problem without a column marks its line from the first letter', () => {
  expect(markedRange({ message: '', line: 2 }, lines)).toMatchObject({ startColumn: 3, endColumn: 13 });
});

test('a problem with an end marks just its stretch, also over lines', () => {
  expect(markedRange({ message: '', line: 2, column: 3, endColumn: 9 }, lines)).toMatchObject({ endColumn: 9 });
  expect(markedRange({ message: '', line: 1, column: 1, endLine: 3, endColumn: 2 }, lines)).toMatchObject({
    endLineNumber: 3,
    endColumn: 2,
  });
});

test('a place outside of the text moves into it', () => {
  expect(markedRange({ message: '', line: 99, column: 99 }, lines)).toEqual({
    startLineNumber: 3,
    startColumn: 2,
    endLineNumber: 3,
    endColumn: 2,
  });
  expect(markedRange({ message: '', line: 0 }, [])).toMatchObject({ startLineNumber: 1, startColumn: 1 });
});
