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

const LETTER_PX = 6.8;
const MARK_PX = 26;
const MOST_OF_WIDTH = 0.28;

/** How wide the room beside the plot has to be for labels of 12 px type, at most a good quarter of the chart. */
export function labelRoomPx(labels: readonly string[], widthPx: number): number {
  const longest = labels.reduce((most, label) => Math.max(most, label.length), 0);
  return Math.ceil(Math.min(MARK_PX + longest * LETTER_PX, widthPx * MOST_OF_WIDTH));
}

/** A label cut to its room, with an ellipsis where something is missing. */
export function fitLabel(label: string, roomPx: number): string {
  const letters = Math.max(1, Math.floor((roomPx - MARK_PX) / LETTER_PX));
  return label.length <= letters ? label : `${label.slice(0, letters - 1)}…`;
}
