'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ScanSearch } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { statusClasses } from '#core/telemetry/input.ts';
import { ListPage } from '../table/list-page.tsx';
import { pageSummary } from '../table/page-summary.ts';
import { useListState } from '../table/use-list-state.ts';
import { useTRPC } from '../trpc.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { useNow } from '../ui/use-now.ts';
import { requestColumns, requestName } from './request-columns.tsx';
import { RequestSheet } from './request-sheet.tsx';
import { rangeWords, windowOf } from './time-window.ts';

const filterKeys = ['status', 'api', 'since'] as const;
const spans = ['1h', '24h', '7d'] as const;
const columns = requestColumns({ withApi: true });

const statusWords: Record<(typeof statusClasses)[number], string> = {
  failed: 'Failed (4xx, 5xx)',
  '2xx': '2xx',
  '3xx': '3xx',
  '4xx': '4xx',
  '5xx': '5xx',
};
const statusOptions = statusClasses.map((value) => ({ value, label: statusWords[value] }));

/** The kept requests of the workspace. */
export function RequestsPage() {
  const trpc = useTRPC();
  const list = useListState(filterKeys);
  const [requestId, setRequestId] = useQueryState('request', parseAsString);
  const nowMs = useNow();
  const since = spans.find((value) => value === list.filters.since);
  const apis = useQuery(trpc.apis.list.queryOptions({ limit: 100 }));
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.telemetry.samples.queryOptions(
      {
        search: list.search,
        cursor: list.cursor,
        limit: list.pageSize,
        statusClass: statusClasses.find((value) => value === list.filters.status),
        apiId: list.filters.api ?? undefined,
        from: since && windowOf(since, nowMs).from,
      },
      { placeholderData: keepPreviousData, refetchInterval: list.cursor === null ? 10_000 : false },
    ),
  );
  return (
    <>
      <ListPage
        title="Requests"
        description="Requests that the nodes kept for people to look at: errors first, then some of the others."
        label="Requests"
        actions={<ButtonLink href="/monitoring">Traffic</ButtonLink>}
        toolbar={{
          search: {
            label: 'Search path, cause, request id or IP',
            value: list.search,
            onChange: list.setSearch,
          },
          filters: [
            {
              key: 'status',
              label: 'Status',
              options: statusOptions,
              value: list.filters.status,
              onChange: (value) => list.setFilter('status', value),
            },
            {
              key: 'api',
              label: 'API',
              options: (apis.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
              value: list.filters.api,
              onChange: (value) => list.setFilter('api', value),
            },
            {
              key: 'since',
              label: 'Time',
              options: spans.map((value) => ({ value, label: rangeWords(value) })),
              value: list.filters.since,
              onChange: (value) => list.setFilter('since', value),
            },
          ],
        }}
        columns={columns}
        rows={data?.items}
        rowKey={({ id }) => id}
        rowName={requestName}
        onRowOpen={(request) => void setRequestId(request.requestId)}
        currentKey={data?.items.find((request) => request.requestId === requestId)?.id}
        error={error}
        onRetry={() => void refetch()}
        refreshing={isPlaceholderData}
        narrowed={list.narrowed}
        onClear={list.clear}
        empty={{
          icon: <ScanSearch aria-hidden="true" />,
          title: 'No requests yet',
          description: 'Deploy an API to a stage and call it: requests appear here within a few seconds.',
          action: <ButtonLink href="/apis">Go to the APIs</ButtonLink>,
        }}
        pagination={{
          pageSize: list.pageSize,
          onPageSizeChange: list.setPageSize,
          onPrevious: list.goBack,
          onNext: data?.nextCursor ? () => list.goForward(data.nextCursor ?? '') : null,
          summary: data?.nextCursor
            ? `The latest ${data.items.length} of more requests`
            : pageSummary(data?.items.length ?? 0, undefined, 'request'),
        }}
      />
      <RequestSheet requestId={requestId} onClose={() => void setRequestId(null)} />
    </>
  );
}
