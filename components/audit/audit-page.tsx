'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { pagedRows } from '../table/paged-rows.ts';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { AuditEntrySheet } from './audit-entry-sheet.tsx';

type Entry = Outputs['audit']['list']['items'][number];

const columns: Column<Entry>[] = [
  {
    key: 'what',
    header: 'What',
    cell: ({ action, targetType, targetName }) => (
      <>
        {action} {targetType} <span className="text-muted">{targetName}</span>
      </>
    ),
  },
  { key: 'who', header: 'Who', width: '180px', cell: ({ actorName }) => actorName },
  { key: 'from', header: 'From', width: '150px', hideBelow: 'md', mono: true, cell: ({ sourceIp }) => sourceIp },
  { key: 'at', header: 'When', width: '130px', cell: ({ at }) => <RelativeTime at={at} /> },
];

const targetTypes = ['api', 'resource', 'method', 'model', 'deployment', 'stage', 'key', 'plan', 'member', 'workspace'];
const filterKeys = ['target'] as const;

export function AuditPage() {
  const trpc = useTRPC();
  const list = useListState(filterKeys);
  const [entryId, setEntryId] = useQueryState('entry', parseAsString);
  const query = useQuery(
    trpc.audit.list.queryOptions(
      {
        search: list.search,
        cursor: list.cursor,
        limit: list.pageSize,
        targetType: list.filters.target ?? undefined,
      },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <ListPage
        title="Audit"
        description="Every change in this workspace: who made it, from where, and what was there before and after."
        label="Audit entries"
        toolbar={{
          search: { label: 'Search by person, action, name or id', value: list.search, onChange: list.setSearch },
          filters: [
            {
              key: 'target',
              label: 'Object',
              options: targetTypes.map((value) => ({ value, label: value })),
              value: list.filters.target,
              onChange: (value) => list.setFilter('target', value),
            },
          ],
        }}
        columns={columns}
        {...pagedRows(list, query, 'entry', 'entries')}
        rowKey={({ id }) => id}
        rowName={({ action, targetType, targetName }) => `${action} ${targetType} ${targetName}`}
        onRowOpen={({ id }) => void setEntryId(id)}
        currentKey={entryId ?? undefined}
        empty={{
          icon: <ScrollText aria-hidden="true" />,
          title: 'Nothing has changed yet',
          description: 'Each change in the workspace leaves an entry here.',
        }}
      />
      <AuditEntrySheet entryId={entryId} onClose={() => void setEntryId(null)} />
    </>
  );
}
