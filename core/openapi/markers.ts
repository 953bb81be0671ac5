import type { Issue } from '../errors.ts';
import { locatePointers } from './positions.ts';

/** A mark in the source editor; line and column count from 1. */
export type SourceMarker = { severity: 'error' | 'warning' | 'info'; message: string; line: number; column: number };

/**
 * Places issues of a document in its JSON or YAML source text. An issue that already has a line keeps it; one without
 * pointer and line marks the beginning. `level` (of report items) becomes the severity, else it is an error.
 */
export function schemaToMarkers(
  text: string,
  issues: readonly (Issue & { level?: 'error' | 'warning' | 'info'; pointers?: string[] })[],
): SourceMarker[] {
  const pointersOf = (issue: (typeof issues)[number]) => issue.pointers ?? [issue.pointer ?? ''];
  const places = locatePointers(
    text,
    issues.flatMap((issue) => (issue.line === undefined || issue.pointers ? pointersOf(issue) : [])),
  );
  return issues.flatMap((issue) => {
    const { message, line, column, level = 'error' as const } = issue;
    if (line !== undefined && !issue.pointers) return [{ severity: level, message, line, column: column ?? 1 }];
    return pointersOf(issue).map((pointer) => ({
      severity: level,
      message,
      ...(places.get(pointer) ?? { line: 1, column: 1 }),
    }));
  });
}
