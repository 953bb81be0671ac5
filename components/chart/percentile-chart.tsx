'use client';

import { useMemo } from 'react';
import { ChartFrame } from './chart-frame.tsx';
import { LazyLines } from './lazy-drawings.tsx';
import { preparePercentiles, type PercentilePoint } from './prepare-percentiles.ts';
import { summaryOf } from './prepare-summary.ts';
import type { TimeChartProps } from './time-series-chart.tsx';

export interface PercentileChartProps extends TimeChartProps {
  points: readonly PercentilePoint[];
}

/** Latency as p50, p90 and p99 in ms. */
export function PercentileChart({
  title,
  range,
  points,
  marks = [],
  heightPx = 200,
  onPointClick,
  emptyReason,
  ...frame
}: PercentileChartProps) {
  const prepared = useMemo(() => preparePercentiles(range, points), [range, points]);
  return (
    <ChartFrame
      {...frame}
      title={title}
      unit="ms"
      stepMs={range.stepMs}
      heightPx={heightPx}
      summary={summaryOf(prepared.rows, prepared.series, 'ms')}
      emptyReason={prepared.empty ? emptyReason : null}
    >
      <LazyLines
        range={range}
        rows={prepared.rows}
        series={prepared.series}
        max={prepared.max}
        unit="ms"
        marks={marks}
        heightPx={heightPx}
        onPointClick={onPointClick}
        clickHint={onPointClick ? 'Click for the requests' : undefined}
      />
    </ChartFrame>
  );
}
