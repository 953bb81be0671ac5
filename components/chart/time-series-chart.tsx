'use client';

import { useMemo, type ReactNode } from 'react';
import { ChartFrame } from './chart-frame.tsx';
import type { ChartMark, TimeRange, Unit } from './chart-types.ts';
import { LazyLines } from './lazy-drawings.tsx';
import { prepareTimeSeries, type ChartSeries } from './prepare-time-series.ts';
import { summaryOf } from './prepare-summary.ts';

/** What all charts over time take. */
export interface TimeChartProps {
  title: string;
  range: TimeRange;
  /** Deployments and other moments, as thin lines. */
  marks?: readonly ChartMark[];
  heightPx?: number;
  /** Called with the start of the bucket that was clicked: the way to the requests behind a point. */
  onPointClick?: (atMs: number) => void;
  /** Why there may be nothing to draw: "No request reached this stage in the last hour." */
  emptyReason: string;
  loading?: boolean;
  failure?: string | null;
  actions?: ReactNode;
  className?: string;
}

export interface TimeSeriesChartProps extends TimeChartProps {
  unit: Unit;
  series: readonly ChartSeries[];
  kind?: 'line' | 'area';
  others?: 'sum' | 'leave-out';
}

const NO_MARKS: readonly ChartMark[] = [];
const CLICK_HINT = 'Click for the requests';

export function TimeSeriesChart({
  title,
  unit,
  range,
  series,
  kind = 'line',
  others = unit === 'count' || unit === 'perSecond' ? 'sum' : 'leave-out',
  marks = NO_MARKS,
  heightPx = 200,
  onPointClick,
  emptyReason,
  ...frame
}: TimeSeriesChartProps) {
  const prepared = useMemo(() => prepareTimeSeries(range, series, { others }), [range, series, others]);
  return (
    <ChartFrame
      {...frame}
      title={title}
      unit={unit}
      stepMs={range.stepMs}
      heightPx={heightPx}
      summary={summaryOf(prepared.rows, prepared.series, unit)}
      emptyReason={prepared.empty ? emptyReason : null}
      note={prepared.leftOut > 0 ? `The ${prepared.leftOut} series with the least are not drawn.` : undefined}
    >
      <LazyLines
        range={range}
        rows={prepared.rows}
        series={prepared.series}
        max={prepared.max}
        unit={unit}
        marks={marks}
        heightPx={heightPx}
        filled={kind === 'area'}
        onPointClick={onPointClick}
        clickHint={onPointClick ? CLICK_HINT : undefined}
      />
    </ChartFrame>
  );
}
