'use client';

import { useQuery } from '@tanstack/react-query';
import { Milestone } from 'lucide-react';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { HealthBadge } from '../ui/health-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { NODE_STATE, nodeText } from './node-state.ts';

type Row = Outputs['stages']['list']['items'][number];

const columns: Column<Row>[] = [
  { key: 'name', header: 'Stage', mono: true, cell: ({ stageName }) => stageName },
  { key: 'version', header: 'Version', width: '90px', mono: true, cell: ({ version }) => `v${version}` },
  {
    key: 'canary',
    header: 'Canary',
    cell: ({ canary }) =>
      canary ? (
        <span className="text-canary">
          <span className="font-mono">v{canary.version}</span> {canary.percentTraffic} %
        </span>
      ) : (
        <span className="text-faint">–</span>
      ),
  },
  {
    key: 'nodes',
    header: 'Nodes',
    cell: ({ nodes }) => <HealthBadge state={NODE_STATE[nodes.state]}>{nodeText(nodes)}</HealthBadge>,
  },
  {
    key: 'description',
    header: 'Description',
    hideBelow: 'lg',
    cell: ({ description }) => description || <span className="text-faint">–</span>,
  },
  {
    key: 'changed',
    header: 'Changed',
    width: '130px',
    hideBelow: 'md',
    cell: ({ lastUpdatedDate }) => <RelativeTime at={lastUpdatedDate} />,
  },
];

export function StagesPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.stages.list.queryOptions({ apiId }, { refetchInterval: 5_000 }));
  return (
    <ListPage
      embedded
      title="Stages"
      description="A stage is an address that serves one version. Its settings apply at once, without a deployment."
      label="Stages"
      columns={columns}
      rows={data?.items}
      rowKey={({ stageName }) => stageName}
      rowName={({ stageName }) => stageName}
      rowHref={({ stageName }) => `/apis/${apiId}/stages/${encodeURIComponent(stageName)}`}
      error={error}
      onRetry={() => void refetch()}
      empty={{
        icon: <Milestone aria-hidden="true" />,
        title: 'No stages yet',
        description: 'The first deployment makes one. Press Deploy above.',
      }}
    />
  );
}
