'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { Ref } from 'react';
import { type TrafficFilter, statusClasses } from '#core/telemetry/input.ts';
import { QueryError } from '../layout/query-error.tsx';
import { requestColumns, requestName } from '../monitoring/request-columns.tsx';
import { DataTable } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { exactTimeText } from '../ui/relative-time-text.ts';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import type { DashboardFilter } from './use-dashboard-filter.ts';

const columns = requestColumns({ withApi: false });

const statusOptions = [
  { value: 'failed', label: 'Failed' },
  { value: '5xx', label: '5xx' },
  { value: '4xx', label: '4xx' },
  { value: '3xx', label: '3xx' },
  { value: '2xx', label: '2xx' },
  { value: 'all', label: 'All kept requests' },
];

export interface RequestsBehindProps {
  traffic: TrafficFilter;
  filter: DashboardFilter;
  span: { from: Date; to: Date };
  /** The length of the charts' steps, ms: how long the step that was clicked lasts. */
  stepMs: number;
  ref?: Ref<HTMLDivElement>;
  onChange: (patch: Partial<DashboardFilter>) => void;
}

/** The kept requests behind the charts: the latest failing ones, or those of the step that was clicked. */
export function RequestsBehind({ traffic, filter, span, stepMs, ref, onChange }: RequestsBehindProps) {
  const trpc = useTRPC();
  const { at, status } = filter;
  const within = at === null ? span : { from: new Date(at), to: new Date(at + stepMs) };
  const { data, error, refetch, isPlaceholderData, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.telemetry.samples.infiniteQueryOptions(
      { ...traffic, ...within, statusClass: statusClasses.find((value) => value === status), limit: 10 },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        placeholderData: keepPreviousData,
        refetchInterval: 15_000,
      },
    ),
  );
  const requests = data?.pages.flatMap(({ items }) => items);
  const when = at === null ? 'in this span' : `from ${exactTimeText(at)} to ${exactTimeText(at + stepMs).slice(11)}`;
  return (
    <div ref={ref} tabIndex={-1} className="scroll-mt-4 outline-none">
      <Section
        title={status === 'failed' ? 'Latest failing requests' : 'Latest requests'}
        description={`Kept ${when}. Nodes keep errors first, then some of the others.`}
        actions={
          <>
            {at === null ? null : (
              <Button size="sm" icon={<X aria-hidden="true" />} onClick={() => onChange({ at: null })}>
                Whole span
              </Button>
            )}
            <Select
              className="w-44"
              aria-label="Status of the requests"
              value={status}
              onValueChange={(value) => onChange({ status: statusClasses.find((one) => one === value) ?? 'all' })}
              options={statusOptions}
            />
          </>
        }
      >
        {error ? (
          <QueryError title="The requests could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : null}
        {!requests && !error ? <SkeletonRows columns={5} label="Loading the requests" /> : null}
        {requests?.length === 0 ? (
          <p className="text-muted">
            {status === 'failed' ? `No request failed ${when}.` : `No such request was kept ${when}.`}
          </p>
        ) : null}
        {requests && requests.length > 0 ? (
          <DataTable
            label="Requests"
            columns={columns}
            rows={requests}
            rowKey={({ id }) => id}
            rowName={requestName}
            onRowOpen={(request) => onChange({ request: request.requestId })}
            currentKey={requests.find(({ requestId }) => requestId === filter.request)?.id}
            refreshing={isPlaceholderData}
          />
        ) : null}
        {hasNextPage ? (
          <div>
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show older
            </Button>
          </div>
        ) : null}
      </Section>
    </div>
  );
}
