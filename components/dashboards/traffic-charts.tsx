'use client';

import { useMemo } from 'react';
import { ChartGroup } from '../chart/chart-group.tsx';
import type { TimeRange } from '../chart/chart-types.ts';
import { PercentileChart } from '../chart/percentile-chart.tsx';
import { StatusChart } from '../chart/status-chart.tsx';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { chartMarks } from '../monitoring/stage-marks.ts';
import type { Outputs } from '../trpc.ts';
import { Card } from '../ui/card.tsx';
import { cacheHitShares, errorShares, integrationPercentiles } from './chart-series.ts';

type Series = Outputs['telemetry']['series'];

const NO_POINTS: Series['points'] = [];

export interface TrafficChartsProps {
  /** Undefined while the first data is on its way. */
  series: Series | undefined;
  /** What the axis shows until then. */
  fallbackRange: TimeRange;
  /** Whether all of it is of one stage, so that marks need not name it. */
  ofOneStage: boolean;
  emptyReason: string;
  onStepClick: (atMs: number) => void;
}

/** The charts of a dashboard, with one cursor; that of the cache where one was asked. */
export function TrafficCharts({ series, fallbackRange, ofOneStage, emptyReason, onStepClick }: TrafficChartsProps) {
  const points = series?.points ?? NO_POINTS;
  const marks = useMemo(() => chartMarks(series?.marks ?? [], ofOneStage ? 'stage' : 'api'), [series, ofOneStage]);
  const integration = useMemo(() => integrationPercentiles(points), [points]);
  const errors = useMemo(() => errorShares(points), [points]);
  const hits = useMemo(() => cacheHitShares(points), [points]);
  const shared = {
    range: series?.range ?? fallbackRange,
    loading: !series,
    marks,
    emptyReason,
    onPointClick: onStepClick,
  };
  const unreached = points.length > 0 ? 'No request reached an integration.' : emptyReason;
  return (
    <ChartGroup>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card>
          <StatusChart {...shared} title="Requests" buckets={points} />
        </Card>
        <Card>
          <TimeSeriesChart {...shared} title="Error share" unit="percent" series={errors} />
        </Card>
        <Card>
          <PercentileChart {...shared} title="Latency" points={points} />
        </Card>
        <Card>
          <PercentileChart {...shared} title="Integration latency" points={integration} emptyReason={unreached} />
        </Card>
        {hits ? (
          <Card className="lg:col-span-2">
            <TimeSeriesChart {...shared} title="Cache hit rate" unit="percent" series={hits} />
          </Card>
        ) : null}
      </div>
    </ChartGroup>
  );
}
