/**
 * The path of a sparkline in a box: values from left to right, null is a gap, the lowest is 0. A value alone between
 * gaps becomes a stroke of no length, which a round line cap shows as a dot. Empty when there is nothing to draw.
 */
export function sparklinePath(values: readonly (number | null)[], widthPx: number, heightPx: number): string {
  const max = values.reduce<number>((greatest, value) => Math.max(greatest, value ?? 0), 0);
  const stepPx = values.length > 1 ? widthPx / (values.length - 1) : 0;
  const parts: string[] = [];
  let drawing = false;
  values.forEach((value, index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    const x = Number((index * stepPx).toFixed(1));
    const y = Number((max > 0 ? heightPx - (value / max) * heightPx : heightPx).toFixed(1));
    parts.push(drawing ? `L${x} ${y}` : `M${x} ${y}h0`);
    drawing = true;
  });
  return parts.join('');
}
