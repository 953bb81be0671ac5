'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useCan } from '../console/me.tsx';
import { QueryError } from '../layout/query-error.tsx';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { FilterChip } from '../table/filter-chip.tsx';
import { SearchBox } from '../table/search-box.tsx';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { GatewayResponseSheet } from './gateway-response-sheet.tsx';
import { sourceWords } from './gateway-response-words.ts';
import { SettingsFrame } from './settings-frame.tsx';

type Response = Outputs['gatewayResponses']['list']['items'][number];

const filterKeys = ['source'] as const;

const columns: Column<Response>[] = [
  {
    key: 'type',
    header: 'Type',
    cell: ({ responseType }) => <span className="font-mono font-normal">{responseType}</span>,
  },
  {
    key: 'status',
    header: 'Status',
    width: '130px',
    cell: ({ statusCode }) =>
      statusCode === null ? <span className="text-muted">original</span> : <StatusBadge status={statusCode} />,
  },
  {
    key: 'body',
    header: 'Body',
    hideBelow: 'md',
    mono: true,
    cell: ({ responseTemplates }) => Object.values(responseTemplates)[0]?.replaceAll(/\s+/g, ' '),
  },
  {
    key: 'headers',
    header: 'Headers',
    width: '90px',
    align: 'end',
    hideBelow: 'lg',
    cell: ({ responseParameters }) => Object.keys(responseParameters).length,
  },
  {
    key: 'source',
    header: 'Set by',
    width: '150px',
    cell: ({ source }) => <Badge tone={source === 'own' ? 'accent' : 'neutral'}>{sourceWords[source]}</Badge>,
  },
];

/** What the gateway answers by itself, type by type, as the draft has it. */
export function GatewayResponsesPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const mayWrite = useCan('apis.write');
  const list = useListState(filterKeys);
  const [openType, setOpenType] = useQueryState('type', parseAsString);
  const { data, error, refetch } = useQuery(trpc.gatewayResponses.list.queryOptions({ apiId }));
  const text = list.search.trim().toUpperCase().replaceAll(' ', '_');
  const rows = data?.items.filter(
    ({ responseType, statusCode, source }) =>
      (responseType.includes(text) || statusCode === text) &&
      (list.filters.source === null || list.filters.source === source),
  );
  return (
    <SettingsFrame
      apiId={apiId}
      title="Gateway responses"
      description="What callers get when the gateway itself answers: an unknown path, a refused key, a failed integration. Stages take changes up with the next deployment."
    >
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox label="Search by type or status" value={list.search} onChange={list.setSearch} />
        <FilterChip
          filter={{
            key: 'source',
            label: 'Set by',
            options: (['own', 'inherited', 'standard'] as const).map((value) => ({ value, label: sourceWords[value] })),
            value: list.filters.source,
            onChange: (value) => list.setFilter('source', value),
          }}
        />
      </div>
      {error ? (
        <QueryError title="The gateway responses could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonRows columns={4} label="Loading the gateway responses" /> : null}
      {rows?.length === 0 ? (
        <p className="flex flex-wrap items-center gap-3 text-muted">
          No type fits the search and the filter.
          <Button size="sm" onClick={list.clear}>
            Clear search and filters
          </Button>
        </p>
      ) : null}
      {rows && rows.length > 0 ? (
        <DataTable
          label="Gateway responses"
          columns={columns}
          rows={rows}
          rowKey={({ responseType }) => responseType}
          rowName={({ responseType }) => responseType}
          onRowOpen={({ responseType }) => void setOpenType(responseType)}
          currentKey={openType ?? undefined}
        />
      ) : null}
      <GatewayResponseSheet
        key={openType}
        apiId={apiId}
        response={data?.items.find(({ responseType }) => responseType === openType) ?? null}
        mayWrite={mayWrite}
        onClose={() => void setOpenType(null)}
      />
    </SettingsFrame>
  );
}
