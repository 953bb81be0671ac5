/**
 * Moves labels apart so that none covers another: each stays as near as it can to where it wants to be, at least
 * `gapPx` from its neighbours, within `fromPx` and `toPx`. Returns the positions in the order of the input.
 */
export function spreadLabels(wantedPx: readonly number[], gapPx: number, fromPx: number, toPx: number): number[] {
  const order = wantedPx.map((_, index) => index).sort((a, b) => (wantedPx[a] ?? 0) - (wantedPx[b] ?? 0));
  const placed: number[] = [];
  for (const index of order) {
    const above = placed.at(-1);
    placed.push(Math.max(wantedPx[index] ?? 0, above === undefined ? fromPx : above + gapPx));
  }
  let limit = toPx;
  for (let at = placed.length - 1; at >= 0; at -= 1) {
    placed[at] = Math.min(placed[at] ?? 0, limit);
    limit = (placed[at] ?? 0) - gapPx;
  }
  const positions: number[] = [];
  order.forEach((index, at) => (positions[index] = placed[at] ?? 0));
  return positions;
}
