'use client';

import { useMemo } from 'react';
import { ChartFrame } from './chart-frame.tsx';
import { LazyBars } from './lazy-drawings.tsx';
import { prepareStatusBars, type StatusBucket } from './prepare-status-bars.ts';
import { summaryOf } from './prepare-summary.ts';
import type { TimeChartProps } from './time-series-chart.tsx';

export interface StatusChartProps extends TimeChartProps {
  buckets: readonly StatusBucket[];
}

/** Requests per bucket as bars, stacked by status class. */
export function StatusChart({
  title,
  range,
  buckets,
  marks = [],
  heightPx = 200,
  onPointClick,
  emptyReason,
  ...frame
}: StatusChartProps) {
  const prepared = useMemo(() => prepareStatusBars(range, buckets), [range, buckets]);
  return (
    <ChartFrame
      {...frame}
      title={title}
      unit="count"
      stepMs={range.stepMs}
      heightPx={heightPx}
      summary={summaryOf(prepared.rows, prepared.series, 'count')}
      emptyReason={prepared.empty ? emptyReason : null}
    >
      <LazyBars
        range={range}
        rows={prepared.rows}
        series={prepared.series}
        max={prepared.max}
        unit="count"
        marks={marks}
        heightPx={heightPx}
        onPointClick={onPointClick}
        clickHint={onPointClick ? 'Click for the requests' : undefined}
      />
    </ChartFrame>
  );
}
