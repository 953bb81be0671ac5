/**
 * Paging by cursor knows only the way forward, so the way back is kept as the trail of the cursors that led here:
 * an empty trail is the first page, its last element the cursor of the page one is on.
 */
export type CursorTrail = readonly string[];

export function currentCursor(trail: CursorTrail): string | null {
  return trail.at(-1) ?? null;
}

export function forward(trail: CursorTrail, nextCursor: string): string[] {
  return [...trail, nextCursor];
}

export function back(trail: CursorTrail): string[] {
  return trail.slice(0, -1);
}
