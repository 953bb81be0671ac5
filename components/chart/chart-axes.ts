import type { ChartRow, TimeRange, Unit } from './chart-types.ts';
import { formatValue } from './format-value.ts';
import { timeTicks, valueTicks } from './prepare-axis.ts';

const TICK_ROOM_PX = 84;

const TICK_TEXT = { fontSize: 12, fill: 'var(--color-muted)' };

/** The props of both axes: the same half bucket at each end in lines and bars, so that charts of a page align. */
export function axesOf(range: TimeRange, rows: readonly ChartRow[], max: number, unit: Unit, widthPx: number) {
  const halfMs = range.stepMs / 2;
  const first = rows[0]?.atMs ?? range.fromMs;
  const last = rows.at(-1)?.atMs ?? range.toMs;
  const ticks = timeTicks({ fromMs: first, toMs: last + 1 }, Math.max(2, Math.floor(widthPx / TICK_ROOM_PX)));
  const labels = new Map(ticks.map((tick) => [tick.atMs, tick.label]));
  const values = valueTicks(max);
  return {
    x: {
      type: 'number' as const,
      domain: [first - halfMs, last + halfMs] as [number, number],
      ticks: ticks.map((tick) => tick.atMs),
      tickFormatter: (atMs: number) => labels.get(atMs) ?? '',
      tick: TICK_TEXT,
      tickLine: false,
      axisLine: { stroke: 'var(--color-line-strong)' },
      interval: 0 as const,
      height: 24,
    },
    y: {
      domain: [0, values.at(-1) ?? 1] as [number, number],
      ticks: values,
      tickFormatter: (value: number) => formatValue(value, unit),
      tick: TICK_TEXT,
      tickLine: false,
      axisLine: false,
      interval: 0 as const,
      width: 56,
    },
  };
}
