'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { BookOpen } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../console/me.tsx';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { pagedRows } from '../table/paged-rows.ts';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { CreatePortalSheet } from './create-portal-sheet.tsx';
import { PortalStatus } from './portal-status.tsx';

type Row = Outputs['portals']['list']['items'][number];

const columns: Column<Row>[] = [
  { key: 'title', header: 'Title', cell: ({ title }) => title },
  { key: 'address', header: 'Address', mono: true, hideBelow: 'sm', cell: ({ slug }) => `/portal/${slug}` },
  {
    key: 'status',
    header: 'Status',
    width: '130px',
    cell: ({ published }) => <PortalStatus published={published} />,
  },
  { key: 'apis', header: 'APIs', width: '80px', align: 'end', cell: ({ apiCount }) => apiCount },
  {
    key: 'created',
    header: 'Created',
    width: '130px',
    hideBelow: 'md',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

/** The developer portals of the workspace. */
export function PortalsPage() {
  const trpc = useTRPC();
  const list = useListState();
  const mayWrite = useCan('portals.write');
  const [creating, setCreating] = useState(false);
  const query = useQuery(
    trpc.portals.list.queryOptions(
      { search: list.search, cursor: list.cursor, limit: list.pageSize },
      { placeholderData: keepPreviousData },
    ),
  );
  const create = mayWrite ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      Create portal
    </Button>
  ) : null;
  return (
    <>
      <ListPage
        title="Portals"
        description="A portal publishes the reference documentation of chosen stages, for anyone with its address."
        label="Portals"
        actions={create}
        toolbar={{
          search: { label: 'Search portals by title or address', value: list.search, onChange: list.setSearch },
        }}
        columns={columns}
        {...pagedRows(list, query, 'portal')}
        rowKey={({ id }) => id}
        rowName={({ title }) => title}
        rowHref={({ id }) => `/portals/${id}`}
        empty={{
          icon: <BookOpen aria-hidden="true" />,
          title: 'No portals yet',
          description: 'Create one, choose the stages it documents, then publish it.',
          action: create,
        }}
      />
      <CreatePortalSheet open={creating} onOpenChange={setCreating} />
    </>
  );
}
