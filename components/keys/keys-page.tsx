'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../console/me.tsx';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { pagedRows } from '../table/paged-rows.ts';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { CreateKeySheet } from './create-key-sheet.tsx';
import { KeyStatus } from './key-status.tsx';

type Row = Outputs['keys']['list']['items'][number];

const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', cell: ({ name }) => name },
  {
    key: 'id',
    header: 'Id',
    width: '150px',
    hideBelow: 'lg',
    cell: ({ id }) => (
      <span className="relative z-1">
        <Copyable value={id} label="Copy key id" />
      </span>
    ),
  },
  {
    key: 'prefix',
    header: 'Value begins with',
    width: '150px',
    hideBelow: 'md',
    mono: true,
    cell: ({ secrets }) => `${secrets[0]?.prefix ?? ''}…`,
  },
  {
    key: 'plans',
    header: 'Usage plans',
    cell: ({ plans }) =>
      plans.length > 0 ? (
        plans.map(({ name }) => name).join(', ')
      ) : (
        <span className="text-faint">None: opens nothing</span>
      ),
  },
  {
    key: 'status',
    header: 'Status',
    width: '110px',
    cell: ({ enabled, expiresAt }) => <KeyStatus enabled={enabled} expiresAt={expiresAt} />,
  },
  {
    key: 'created',
    header: 'Created',
    width: '130px',
    hideBelow: 'md',
    cell: ({ createdDate }) => <RelativeTime at={createdDate} />,
  },
];

const filterKeys = ['plan', 'status'] as const;

export function KeysPage() {
  const trpc = useTRPC();
  const list = useListState(filterKeys);
  const mayWrite = useCan('keys.write');
  const [creating, setCreating] = useState(false);
  const plans = useQuery(trpc.plans.list.queryOptions({ limit: 100 }));
  const query = useQuery(
    trpc.keys.list.queryOptions(
      {
        search: list.search,
        cursor: list.cursor,
        limit: list.pageSize,
        planId: list.filters.plan ?? undefined,
        enabled: list.filters.status === null ? undefined : list.filters.status === 'enabled',
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const create = mayWrite ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      Create key
    </Button>
  ) : null;
  return (
    <>
      <ListPage
        title="Keys"
        description="API keys identify callers. A key opens the stages of its usage plans and nothing else."
        label="Keys"
        actions={create}
        toolbar={{
          search: {
            label: 'Search keys by name, id, first characters or whole value',
            value: list.search,
            onChange: list.setSearch,
          },
          filters: [
            {
              key: 'plan',
              label: 'Plan',
              options: (plans.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
              value: list.filters.plan,
              onChange: (value) => list.setFilter('plan', value),
            },
            {
              key: 'status',
              label: 'Status',
              options: [
                { value: 'enabled', label: 'Enabled' },
                { value: 'disabled', label: 'Disabled' },
              ],
              value: list.filters.status,
              onChange: (value) => list.setFilter('status', value),
            },
          ],
        }}
        columns={columns}
        {...pagedRows(list, query, 'key')}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowHref={({ id }) => `/keys/${id}`}
        empty={{
          icon: <KeyRound aria-hidden="true" />,
          title: 'No keys yet',
          description: 'Create a key for a caller and put it in a usage plan that opens a stage.',
          action: create,
        }}
      />
      <CreateKeySheet
        open={creating}
        onOpenChange={setCreating}
        planId={list.filters.plan ?? undefined}
        key={list.filters.plan}
      />
    </>
  );
}
