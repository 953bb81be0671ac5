'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Breakdown, TrafficFilter } from '#core/telemetry/input.ts';
import { QueryError } from '../layout/query-error.tsx';
import { type BreakdownRow, breakdownColumns } from '../monitoring/breakdown-columns.tsx';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import type { DashboardFilter } from './use-dashboard-filter.ts';

interface BreakdownKind {
  by: Breakdown;
  label: string;
  subject: Column<BreakdownRow>;
  nameOf: (row: BreakdownRow) => string;
  /** What choosing a row narrows the dashboard to; null where there is nothing to narrow to. */
  filterOf: (row: BreakdownRow) => Partial<DashboardFilter> | null;
}

/** What tells a row from every other: names may double. */
function rowKey({ apiId, stageName, variant, httpMethod, resource, keyId }: BreakdownRow): string {
  return JSON.stringify([apiId, stageName, variant, httpMethod, resource, keyId]);
}

const methodOf = ({ httpMethod, resource }: BreakdownRow) => (httpMethod ? `${httpMethod} ${resource ?? ''}` : null);

const kinds: BreakdownKind[] = [
  {
    by: 'method',
    label: 'Methods',
    subject: {
      key: 'method',
      header: 'Method',
      cell: ({ httpMethod, resource }) =>
        httpMethod ? (
          <span className="inline-flex max-w-full items-center gap-2 align-middle">
            <MethodBadge method={httpMethod} fixed />
            <span className="truncate font-mono font-normal">{resource}</span>
          </span>
        ) : (
          <span className="text-muted">No method matched</span>
        ),
    },
    nameOf: (row) => methodOf(row) ?? 'No method matched',
    filterOf: (row) => (row.httpMethod ? { method: methodOf(row) } : null),
  },
  {
    by: 'key',
    label: 'Keys',
    subject: {
      key: 'key',
      header: 'Key',
      cell: ({ keyName, keyId }) =>
        keyName ?? (keyId ? `${keyId} (deleted)` : <span className="text-muted">Without a key</span>),
    },
    nameOf: ({ keyName, keyId }) => keyName ?? (keyId || 'Without a key'),
    filterOf: ({ keyId, keyName }) => (keyId && keyName ? { key: keyId } : null),
  },
  {
    by: 'stage',
    label: 'Stages',
    subject: { key: 'stage', header: 'Stage', cell: ({ stageName }) => stageName },
    nameOf: ({ stageName }) => stageName ?? '',
    filterOf: ({ stageName }) => ({ stage: stageName }),
  },
  {
    by: 'variant',
    label: 'Sides',
    subject: {
      key: 'variant',
      header: 'Side',
      cell: ({ stageName, variant }) => (
        <>
          {stageName} <span className={variant === 'canary' ? 'text-canary' : 'text-stable'}>{variant}</span>
        </>
      ),
    },
    nameOf: ({ stageName, variant }) => `${stageName ?? ''} ${variant ?? ''}`,
    filterOf: ({ stageName, variant }) => ({ stage: stageName, variant: variant === 'canary' ? 'canary' : 'stable' }),
  },
];

function isChosen(patch: Partial<DashboardFilter> | null, chosen: DashboardFilter): boolean {
  if (patch === null) return false;
  return (['stage', 'variant', 'method', 'key'] as const).every(
    (name) => !(name in patch) || patch[name] === chosen[name],
  );
}

const FIRST_ROWS = 8;

interface BreakdownTableProps extends BreakdownsProps {
  kind: BreakdownKind;
}

function BreakdownTable({ kind, filter, chosen, span, emptyReason, onNarrow }: BreakdownTableProps) {
  const trpc = useTRPC();
  const [all, setAll] = useState(false);
  const { apiId, stageName, variant } = filter;
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.telemetry.breakdown.queryOptions(
      { apiId, stageName, variant, by: kind.by, limit: 50, ...span },
      { placeholderData: keepPreviousData, refetchInterval: 60_000 },
    ),
  );
  if (error) return <QueryError title="The traffic could not be loaded" error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows columns={5} label="Loading the traffic" />;
  if (data.rows.length === 0) return <p className="text-muted">{emptyReason}</p>;
  const current = data.rows.find((row) => isChosen(kind.filterOf(row), chosen));
  const rows = all ? data.rows : data.rows.slice(0, FIRST_ROWS);
  return (
    <div className="grid gap-3">
      <DataTable
        label={`Traffic by ${kind.label.toLowerCase()}`}
        columns={breakdownColumns(kind.subject)}
        rows={rows}
        rowKey={rowKey}
        rowName={kind.nameOf}
        mayOpen={(row) => kind.filterOf(row) !== null}
        onRowOpen={(row) => {
          const patch = kind.filterOf(row);
          if (patch) onNarrow(patch);
        }}
        currentKey={current && rowKey(current)}
        refreshing={isPlaceholderData}
      />
      {rows.length < data.rows.length ? (
        <div>
          <Button size="sm" onClick={() => setAll(true)}>
            Show {data.rows.length - rows.length} more
          </Button>
        </div>
      ) : null}
    </div>
  );
}

export interface BreakdownsProps {
  /** Only API, stage and side count: the tables show what else there is to choose. */
  filter: TrafficFilter;
  /** What the dashboard is narrowed to: its row is marked. */
  chosen: DashboardFilter;
  span: { from: Date; to: Date };
  emptyReason: string;
  onNarrow: (patch: Partial<DashboardFilter>) => void;
}

/** Where the traffic of an API went; a row narrows the dashboard to it. */
export function Breakdowns(props: BreakdownsProps) {
  return (
    <Section title="Where the traffic went" description="Choose a row to see it alone in the charts.">
      <Tabs
        label="Traffic by"
        tabs={kinds.map((kind) => ({
          value: kind.by,
          label: kind.label,
          content: <BreakdownTable {...props} kind={kind} />,
        }))}
      />
    </Section>
  );
}
