'use client';

import { usePlotArea, useYAxisScale } from 'recharts';
import { colourValue, type ChartRow, type DrawnSeries } from './chart-types.ts';
import { fitLabel, spreadLabels } from './prepare-labels.ts';

export interface EndLabelsProps {
  rows: readonly ChartRow[];
  series: readonly DrawnSeries[];
  roomPx: number;
}

const GAP_PX = 15;

function lastValue(rows: readonly ChartRow[], key: string): number | null {
  return rows.findLast((row) => (row.values[key] ?? null) !== null)?.values[key] ?? null;
}

/** The name of each series beside the end of its line. */
export function EndLabels({ rows, series, roomPx }: EndLabelsProps) {
  const plot = usePlotArea();
  const scale = useYAxisScale();
  if (!plot || !scale) return null;
  const ended = series.flatMap((one) => {
    const last = lastValue(rows, one.key);
    const y = last === null ? undefined : scale(last);
    return y === undefined ? [] : [{ one, y }];
  });
  const placed = spreadLabels(
    ended.map((end) => end.y),
    GAP_PX,
    plot.y,
    plot.y + plot.height,
  );
  const x = plot.x + plot.width;
  return (
    <g aria-hidden="true">
      {ended.map(({ one }, index) => {
        const y = placed[index] ?? 0;
        return (
          <g key={one.key}>
            <path
              d={`M${x + 8} ${y}h8`}
              stroke={colourValue(one.colour)}
              strokeWidth={2}
              strokeLinecap="round"
              strokeDasharray={one.dashed ? '3 3' : undefined}
            />
            <text x={x + 20} y={y} dy="0.35em" fontSize={12} fill="var(--color-ink)">
              {fitLabel(one.label, roomPx)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
