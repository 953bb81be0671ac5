'use client';

import type { ChartRow, DrawnSeries, Unit } from './chart-types.ts';
import { SeriesMark } from './chart-legend.tsx';
import { formatValue } from './format-value.ts';

export interface ChartTooltipProps {
  row: ChartRow;
  stepMs: number;
  series: readonly DrawnSeries[];
  unit: Unit;
  shape: 'line' | 'bar';
  /** What a click does, if anything. */
  clickHint?: string;
}

const DAY_MS = 86_400_000;

function momentText(atMs: number, stepMs: number): string {
  const [day = '', time = ''] = new Date(atMs).toISOString().split('T');
  return stepMs >= DAY_MS ? `${day} UTC` : `${day} ${time.slice(0, stepMs < 60_000 ? 8 : 5)} UTC`;
}

/** All series at one moment. */
export function ChartTooltip({ row, stepMs, series, unit, shape, clickHint }: ChartTooltipProps) {
  return (
    <div className="grid min-w-40 gap-1 rounded-md border border-line bg-raised px-2.5 py-2 text-meta shadow-float">
      <p className="text-muted">{momentText(row.atMs, stepMs)}</p>
      {series.map((one) => {
        const value = row.values[one.key] ?? null;
        return (
          <p key={one.key} className="flex items-center gap-2">
            <SeriesMark series={one} shape={shape} />
            <span className="max-w-48 min-w-0 grow truncate">{one.label}</span>
            <span className="font-medium">{value === null ? 'no data' : formatValue(value, unit)}</span>
          </p>
        );
      })}
      {clickHint ? <p className="text-muted">{clickHint}</p> : null}
    </div>
  );
}
