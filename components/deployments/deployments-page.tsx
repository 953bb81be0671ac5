'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Layers } from 'lucide-react';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { pageSummary } from '../table/page-summary.ts';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Badge } from '../ui/badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

type Row = Outputs['deployments']['list']['items'][number];

function RunsOn({ stages, canaries }: Pick<Row, 'stages' | 'canaries'>) {
  if (stages.length + canaries.length === 0) return <span className="text-faint">–</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {stages.map((stageName) => (
        <Badge key={stageName} tone="stable">
          {stageName}
        </Badge>
      ))}
      {canaries.map(({ stageName, percentTraffic }) => (
        <Badge key={stageName} tone="canary">
          {stageName} canary {percentTraffic} %
        </Badge>
      ))}
    </span>
  );
}

const columns: Column<Row>[] = [
  { key: 'number', header: 'Version', width: '90px', mono: true, cell: ({ number }) => `v${number}` },
  {
    key: 'description',
    header: 'What is new',
    cell: ({ description }) => description || <span className="text-faint">–</span>,
  },
  { key: 'stages', header: 'Runs on', cell: (row) => <RunsOn {...row} /> },
  {
    key: 'routes',
    header: 'Methods',
    width: '100px',
    align: 'end',
    hideBelow: 'md',
    cell: ({ routeCount }) => routeCount.toLocaleString('en-US'),
  },
  { key: 'by', header: 'By', width: '160px', hideBelow: 'md', cell: ({ createdByName }) => createdByName },
  { key: 'at', header: 'Deployed', width: '130px', cell: ({ createdDate }) => <RelativeTime at={createdDate} /> },
];

export function DeploymentsPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const list = useListState();
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.deployments.list.queryOptions(
      { apiId, cursor: list.cursor, limit: list.pageSize },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <ListPage
      embedded
      title="Deployments"
      description="Every version of this API, immutable and numbered. Any of them can serve a stage again."
      label="Deployments"
      columns={columns}
      rows={data?.items}
      rowKey={({ id }) => id}
      rowName={({ number }) => `Version ${number}`}
      rowHref={({ id }) => `/apis/${apiId}/deployments/${id}`}
      error={error}
      onRetry={() => void refetch()}
      refreshing={isPlaceholderData}
      empty={{
        icon: <Layers aria-hidden="true" />,
        title: 'Nothing deployed yet',
        description: 'Deploy the draft to a stage; it becomes version 1.',
      }}
      pagination={{
        pageSize: list.pageSize,
        onPageSizeChange: list.setPageSize,
        onPrevious: list.goBack,
        onNext: data?.nextCursor ? () => list.goForward(data.nextCursor ?? '') : null,
        summary: pageSummary(data?.items.length ?? 0, data?.total, 'version'),
      }}
    />
  );
}
