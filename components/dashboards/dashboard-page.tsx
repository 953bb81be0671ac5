'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { RequestSheet } from '../monitoring/request-sheet.tsx';
import { TimeRangeSelect } from '../monitoring/time-range-select.tsx';
import { rangeWords, windowOf } from '../monitoring/time-window.ts';
import { TrafficTotals } from '../monitoring/traffic-totals.tsx';
import { useLiveTraffic } from '../monitoring/use-live-traffic.ts';
import { useTRPC } from '../trpc.ts';
import { HealthBadge } from '../ui/health-badge.tsx';
import { useNow } from '../ui/use-now.ts';
import { Breakdowns } from './breakdowns.tsx';
import { DashboardToolbar } from './dashboard-toolbar.tsx';
import { NoTraffic } from './no-traffic.tsx';
import { RequestsBehind } from './requests-behind.tsx';
import { TrafficCharts } from './traffic-charts.tsx';
import { scopeWords, trafficFilter } from './traffic-filter.ts';
import { useDashboardFilter } from './use-dashboard-filter.ts';
import { useTotals } from './use-totals.ts';

/** How an API's traffic went: over time, by method, key, stage and side, and the requests behind it. */
export function DashboardPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const nowMs = useNow();
  const [filter, change] = useDashboardFilter();
  const requests = useRef<HTMLDivElement>(null);
  const { from, to } = windowOf(filter.range, nowMs);
  const fromMs = from.getTime();
  const toMs = to.getTime();
  const span = useMemo(() => ({ from: new Date(fromMs), to: new Date(toMs) }), [fromMs, toMs]);
  const fallbackRange = useMemo(() => ({ fromMs, toMs, stepMs: 60_000 }), [fromMs, toMs]);
  const traffic = trafficFilter(apiId, filter);
  const isLive = useLiveTraffic(
    { apiId, ...(filter.stage !== null && { stageName: filter.stage }) },
    { enabled: filter.range === 'live' },
  );
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.telemetry.series.queryOptions(
      { ...traffic, ...span },
      { placeholderData: keepPreviousData, refetchInterval: 30_000 },
    ),
  );
  const totals = useTotals(traffic, span);
  const apiKey = useQuery(trpc.keys.get.queryOptions({ keyId: filter.key ?? '' }, { enabled: filter.key !== null }));
  const keyName = apiKey.data?.name ?? null;
  const emptyReason = `No request reached ${scopeWords(filter, keyName)} in ${rangeWords(filter.range)}.`;

  function showStep(atMs: number) {
    change({ at: atMs, status: 'all' });
    requests.current?.focus({ preventScroll: true });
    requests.current?.scrollIntoView({ block: 'start' });
  }
  return (
    <PageBody width="full">
      <PageHeader
        level={2}
        title="Dashboard"
        description="As the gateway nodes counted it. Times are UTC."
        marks={isLive ? <HealthBadge state="ok">Live</HealthBadge> : null}
        actions={<TimeRangeSelect value={filter.range} onChange={(range) => change({ range })} />}
      />
      <DashboardToolbar {...{ apiId, filter, traffic, span, keyName }} onChange={change} />
      {error ? (
        <QueryError title="The traffic could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          {data?.points.length === 0 && !isPlaceholderData ? (
            <NoTraffic apiId={apiId} stageName={filter.stage} emptyReason={emptyReason} />
          ) : null}
          <TrafficTotals totals={totals} />
          <TrafficCharts
            series={data}
            fallbackRange={fallbackRange}
            ofOneStage={filter.stage !== null}
            emptyReason={emptyReason}
            onStepClick={showStep}
          />
          <Breakdowns filter={traffic} chosen={filter} span={span} emptyReason={emptyReason} onNarrow={change} />
          <RequestsBehind
            ref={requests}
            traffic={traffic}
            filter={filter}
            span={span}
            stepMs={data?.range.stepMs ?? fallbackRange.stepMs}
            onChange={change}
          />
        </>
      )}
      <RequestSheet requestId={filter.request} onClose={() => change({ request: null })} />
    </PageBody>
  );
}
