/** Which labels of marks are written: from left to right, each that has room after the last one written. In px. */
export function writtenLabels(positionsPx: readonly number[], roomPx: number): Set<number> {
  const order = positionsPx.map((_, index) => index).sort((a, b) => (positionsPx[a] ?? 0) - (positionsPx[b] ?? 0));
  const written = new Set<number>();
  let lastPx = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const position = positionsPx[index] ?? 0;
    if (position - lastPx < roomPx) continue;
    written.add(index);
    lastPx = position;
  }
  return written;
}

const LETTER_PX = 6.2;

/** How the label of a mark is anchored, so that it is not cut at an end of the plot. */
export function labelAnchor(label: string, xPx: number, fromPx: number, toPx: number): 'start' | 'middle' | 'end' {
  const halfPx = (label.length * LETTER_PX) / 2;
  if (xPx + halfPx > toPx) return 'end';
  return xPx - halfPx < fromPx ? 'start' : 'middle';
}
