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
