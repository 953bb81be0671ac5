'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Gauge } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../console/me.tsx';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { pagedRows } from '../table/paged-rows.ts';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { quotaText, throttleText } from './plan-limits-text.ts';
import { PlanSheet } from './plan-sheet.tsx';

type Row = Outputs['plans']['list']['items'][number];

const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', cell: ({ name }) => name },
  { key: 'throttle', header: 'Throttle per key', hideBelow: 'md', cell: ({ throttle }) => throttleText(throttle) },
  { key: 'quota', header: 'Quota per key', hideBelow: 'sm', cell: ({ quota }) => quotaText(quota) },
  { key: 'stages', header: 'Stages', width: '90px', align: 'end', cell: ({ stageCount }) => stageCount },
  {
    key: 'keys',
    header: 'Keys',
    width: '90px',
    align: 'end',
    cell: ({ keyCount }) => keyCount.toLocaleString('en-US'),
  },
];

export function PlansPage() {
  const trpc = useTRPC();
  const list = useListState();
  const mayWrite = useCan('plans.write');
  const [creating, setCreating] = useState(false);
  const query = useQuery(
    trpc.plans.list.queryOptions(
      { search: list.search, cursor: list.cursor, limit: list.pageSize },
      { placeholderData: keepPreviousData },
    ),
  );
  const create = mayWrite ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      Create usage plan
    </Button>
  ) : null;
  return (
    <>
      <ListPage
        title="Usage plans"
        description="A usage plan opens stages to its keys, with a throttle and a quota for each key."
        label="Usage plans"
        actions={create}
        toolbar={{ search: { label: 'Search plans by name or id', value: list.search, onChange: list.setSearch } }}
        columns={columns}
        {...pagedRows(list, query, 'plan')}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowHref={({ id }) => `/usage-plans/${id}`}
        empty={{
          icon: <Gauge aria-hidden="true" />,
          title: 'No usage plans yet',
          description: 'Keys open nothing by themselves. Create a plan, add a stage to it, then put keys in it.',
          action: create,
        }}
      />
      <PlanSheet open={creating} onOpenChange={setCreating} />
    </>
  );
}
