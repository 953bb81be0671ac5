import type { ChartRow, DrawnSeries, Unit } from './chart-types.ts';
import { formatValue } from './format-value.ts';

/** A chart in sentences, for those who do not see it: per series its least, greatest and last value. */
export function summaryOf(rows: readonly ChartRow[], series: readonly DrawnSeries[], unit: Unit): string {
  return series
    .map(({ key, label }) => {
      const values = rows.map((row) => row.values[key] ?? null).filter((value) => value !== null);
      if (values.length === 0) return `${label}: no data.`;
      const words = (value: number) => formatValue(value, unit);
      const least = values.reduce((a, b) => Math.min(a, b));
      const greatest = values.reduce((a, b) => Math.max(a, b));
      return `${label}: from ${words(least)} to ${words(greatest)}, last ${words(values.at(-1) ?? 0)}.`;
    })
    .join(' ');
}
