'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Network } from 'lucide-react';
import { useState } from 'react';
import { apiSorts } from '#core/apis/input.ts';
import { useCan } from '../console/me.tsx';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { pagedRows } from '../table/paged-rows.ts';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { CreateApiSheet } from './create-api-sheet.tsx';

type Row = Outputs['apis']['list']['items'][number];

function StageList({ stages }: { stages: Row['stages'] }) {
  if (stages.length === 0) return <span className="text-faint">Not deployed</span>;
  return (
    <span className="flex flex-wrap gap-x-3">
      {stages.map(({ stageName, version, canary }) => (
        <span key={stageName} className="whitespace-nowrap">
          {stageName} <span className="font-mono text-muted">v{version}</span>
          {canary ? <span className="text-canary"> + canary {canary.percentTraffic} %</span> : null}
        </span>
      ))}
    </span>
  );
}

const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', cell: ({ name }) => name, sortable: true },
  {
    key: 'id',
    header: 'Id',
    width: '150px',
    hideBelow: 'md',
    cell: ({ id }) => (
      <span className="relative z-1">
        <Copyable value={id} label="Copy API id" />
      </span>
    ),
  },
  { key: 'stages', header: 'Stages', cell: ({ stages }) => <StageList stages={stages} /> },
  {
    key: 'edited',
    header: 'Edited',
    width: '140px',
    hideBelow: 'sm',
    sortable: true,
    cell: ({ draftUpdatedAt }) => <RelativeTime at={draftUpdatedAt} />,
  },
];

const sortOf = (key: string | undefined) => apiSorts.find((sort) => sort === key) ?? 'name';

export function ApisPage() {
  const trpc = useTRPC();
  const list = useListState();
  const mayWrite = useCan('apis.write');
  const [creating, setCreating] = useState(false);
  const query = useQuery(
    trpc.apis.list.queryOptions(
      { search: list.search, cursor: list.cursor, limit: list.pageSize, sort: sortOf(list.sort?.key) },
      { placeholderData: keepPreviousData },
    ),
  );
  const actions = mayWrite ? (
    <>
      <ButtonLink href="/apis/import">Import OpenAPI</ButtonLink>
      <Button variant="primary" onClick={() => setCreating(true)}>
        Create API
      </Button>
    </>
  ) : null;
  return (
    <>
      <ListPage
        title="APIs"
        description="The APIs of this workspace, and what their stages run."
        label="APIs"
        actions={actions}
        toolbar={{
          search: { label: 'Search APIs by name, description or id', value: list.search, onChange: list.setSearch },
        }}
        columns={columns}
        {...pagedRows(list, query, 'API')}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowHref={({ id }) => `/apis/${id}`}
        sort={list.sort}
        onSortChange={list.setSort}
        empty={{
          icon: <Network aria-hidden="true" />,
          title: 'No APIs yet',
          description:
            'An API is a tree of resources with methods. Import an OpenAPI description or start from nothing.',
          action: actions,
        }}
      />
      <CreateApiSheet open={creating} onOpenChange={setCreating} />
    </>
  );
}
