'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { ChartGroup } from '../chart/chart-group.tsx';
import { PercentileChart } from '../chart/percentile-chart.tsx';
import { StatusChart } from '../chart/status-chart.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { DataTable } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { Card } from '../ui/card.tsx';
import { HealthBadge } from '../ui/health-badge.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useNow } from '../ui/use-now.ts';
import { breakdownColumns } from './breakdown-columns.tsx';
import { requestColumns, requestName } from './request-columns.tsx';
import { RequestSheet } from './request-sheet.tsx';
import { chartMarks } from './stage-marks.ts';
import { TimeRangeSelect } from './time-range-select.tsx';
import { rangeWords, timeRanges, windowOf } from './time-window.ts';
import { TrafficTotals } from './traffic-totals.tsx';
import { useLiveTraffic } from './use-live-traffic.ts';

const apiColumns = breakdownColumns({
  key: 'api',
  header: 'API',
  cell: ({ apiName, apiId }) => apiName ?? `${apiId ?? ''} (deleted)`,
});
const failedColumns = requestColumns({ withApi: true });

/** The traffic of the whole workspace: over time, by API, and what failed last. */
export function MonitoringPage() {
  const trpc = useTRPC();
  const nowMs = useNow();
  const [range, setRange] = useQueryState('range', parseAsStringLiteral(timeRanges).withDefault('24h'));
  const [requestId, setRequestId] = useQueryState('request', parseAsString);
  const isLive = useLiveTraffic({}, { enabled: range === 'live' });
  const span = windowOf(range, nowMs);
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.telemetry.overview.queryOptions(span, { placeholderData: keepPreviousData, refetchInterval: 30_000 }),
  );
  const marks = useMemo(() => chartMarks(data?.marks ?? [], 'workspace'), [data]);
  const chart = {
    range: data?.range ?? { fromMs: span.from.getTime(), toMs: span.to.getTime(), stepMs: 60_000 },
    loading: !data,
    marks,
    emptyReason: `No request reached this workspace in ${rangeWords(range)}.`,
  };
  return (
    <PageBody width="full">
      <PageHeader
        title="Monitoring"
        description="The traffic of all APIs of this workspace, as its gateway nodes counted it. Times are UTC."
        marks={isLive ? <HealthBadge state="ok">Live</HealthBadge> : null}
        actions={
          <>
            <TimeRangeSelect value={range} onChange={(next) => void setRange(next)} />
            <ButtonLink href="/monitoring/requests">Find a request</ButtonLink>
          </>
        }
      />
      {error ? (
        <QueryError title="The traffic could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          <TrafficTotals totals={data?.totals} />
          <ChartGroup>
            <div className="grid gap-4 lg:grid-cols-2">
              <Card>
                <StatusChart {...chart} title="Requests" buckets={data?.points ?? []} />
              </Card>
              <Card>
                <PercentileChart {...chart} title="Latency" points={data?.points ?? []} />
              </Card>
            </div>
          </ChartGroup>
          <Section title="By API" description="The APIs with the most requests.">
            {!data ? <SkeletonRows columns={5} label="Loading the APIs" /> : null}
            {data?.apis.length === 0 ? <p className="text-muted">{chart.emptyReason}</p> : null}
            {data && data.apis.length > 0 ? (
              <DataTable
                label="Traffic by API"
                columns={apiColumns}
                rows={data.apis}
                rowKey={({ apiId }) => apiId ?? ''}
                rowName={({ apiName, apiId }) => apiName ?? apiId ?? ''}
                mayOpen={({ apiName }) => apiName !== null}
                rowHref={({ apiId }) => `/apis/${apiId ?? ''}/dashboard?range=${range}`}
                refreshing={isPlaceholderData}
              />
            ) : null}
          </Section>
          <Section
            title="Latest failing requests"
            actions={
              <ButtonLink size="sm" href="/monitoring/requests?status=failed">
                Show all
              </ButtonLink>
            }
          >
            {!data ? <SkeletonRows columns={5} label="Loading the failing requests" /> : null}
            {data?.failed.length === 0 ? <p className="text-muted">No request failed in {rangeWords(range)}.</p> : null}
            {data && data.failed.length > 0 ? (
              <DataTable
                label="Latest failing requests"
                columns={failedColumns}
                rows={data.failed}
                rowKey={({ id }) => id}
                rowName={requestName}
                onRowOpen={(request) => void setRequestId(request.requestId)}
                refreshing={isPlaceholderData}
              />
            ) : null}
          </Section>
        </>
      )}
      <RequestSheet requestId={requestId} onClose={() => void setRequestId(null)} />
    </PageBody>
  );
}
