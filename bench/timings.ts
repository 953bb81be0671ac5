/** The smallest of the values that at least `share` (0 to 1) of them do not exceed; NaN without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** `p50 3 ms, p95 12 ms, most 20 ms` of values in ms. */
export function describeMs(values: readonly number[]): string {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
  return `p50 ${ms(quantile(values, 0.5))}, p95 ${ms(quantile(values, 0.95))}, most ${ms(quantile(values, 1))}`;
}

/** The line that ends a measurement: the figure against its bar. Returns whether the bar is reached. */
export function judge(figure: string, valueMs: number, barMs: number): boolean {
  const isReached = valueMs <= barMs;
  console.log(`${figure} ${valueMs.toFixed(0)} ms (bar ${barMs} ms): ${isReached ? 'reached' : 'MISSED'}`);
  return isReached;
}
