/** Something wrong in a text, with its place; lines and columns count from 1. */
export interface EditorProblem {
  message: string;
  line: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
  severity?: 'error' | 'warning';
}

/** A stretch of text that is marked. */
export interface MarkedRange {
  startLineNumber: number;
  startColumn: number;
  endLineNumber: number;
  endColumn: number;
}

/**
 * What to mark for a problem in a text of these lines: from its column to its end, or to the end of the line; places
 * outside of the text move to its nearest line.
 */
export function markedRange(problem: EditorProblem, lines: readonly string[]): MarkedRange {
  const lineCount = Math.max(1, lines.length);
  const startLineNumber = Math.min(lineCount, Math.max(1, problem.line));
  const text = lines[startLineNumber - 1] ?? '';
  const firstLetter = text.search(/\S/) + 1 || 1;
  const startColumn = Math.min(text.length + 1, Math.max(1, problem.column ?? firstLetter));
  const endLineNumber = Math.min(lineCount, Math.max(startLineNumber, problem.endLine ?? startLineNumber));
  const lineEnd = (lines[endLineNumber - 1] ?? '').length + 1;
  const wantedEnd = Math.min(lineEnd, problem.endColumn ?? lineEnd);
  const endColumn = endLineNumber === startLineNumber ? Math.max(startColumn, wantedEnd) : wantedEnd;
  return { startLineNumber, startColumn, endLineNumber, endColumn };
}
