'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Braces } from 'lucide-react';
import { useCan } from '../console/me.tsx';
import { PageBody } from '../layout/page-body.tsx';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { pagedRows } from '../table/paged-rows.ts';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { ValidatorsSection } from './validators-section.tsx';

type Row = Outputs['models']['list']['items'][number];

const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', width: '260px', mono: true, cell: ({ name }) => name },
  { key: 'contentType', header: 'Content type', width: '220px', mono: true, cell: ({ contentType }) => contentType },
  {
    key: 'description',
    header: 'Description',
    hideBelow: 'md',
    cell: ({ description }) => description || <span className="text-faint">–</span>,
  },
];

/** The models of an API, and under them its request validators. */
export function ModelsPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const list = useListState();
  const mayWrite = useCan('apis.write');
  const query = useQuery(
    trpc.models.list.queryOptions(
      { apiId, search: list.search, cursor: list.cursor, limit: list.pageSize },
      { placeholderData: keepPreviousData },
    ),
  );
  const create = mayWrite ? <ButtonLink href={`/apis/${apiId}/models/new`}>Create model</ButtonLink> : null;
  return (
    <>
      <ListPage
        embedded
        title="Models"
        description="A model is a JSON Schema for bodies. Methods name models for validation, documentation and SDKs."
        label="Models"
        actions={create}
        toolbar={{ search: { label: 'Search models by name', value: list.search, onChange: list.setSearch } }}
        columns={columns}
        {...pagedRows(list, query, 'model')}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowHref={({ id }) => `/apis/${apiId}/models/${id}`}
        empty={{
          icon: <Braces aria-hidden="true" />,
          title: 'No models yet',
          description: 'An import brings the schemas of its description along, or create one by hand.',
          action: create,
        }}
      />
      <PageBody width="full" className="pt-0">
        <ValidatorsSection apiId={apiId} mayWrite={mayWrite} />
      </PageBody>
    </>
  );
}
