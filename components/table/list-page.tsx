'use client';

import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { QueryError } from '../layout/query-error.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState, type EmptyStateProps } from '../ui/empty-state.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { DataTable, type DataTableProps } from './data-table.tsx';
import { Pagination, type PaginationProps } from './pagination.tsx';
import { Toolbar, type ToolbarProps } from './toolbar.tsx';

export interface ListPageProps<Row> extends Omit<DataTableProps<Row>, 'rows'> {
  title: string;
  /** One sentence: what these things are. */
  description: ReactNode;
  actions?: ReactNode;
  toolbar?: ToolbarProps;
  /** Undefined while the first rows are on their way. */
  rows: readonly Row[] | undefined;
  /** What the query rejected with, and how to ask again. */
  error?: unknown;
  onRetry?: () => void;
  /** Shown when there is nothing at all. */
  empty: EmptyStateProps;
  /** A search or filter narrows the list; `onClear` lifts it. */
  narrowed?: boolean;
  onClear?: () => void;
  pagination?: PaginationProps;
  /** Between the header and the list: a banner, a chart. */
  children?: ReactNode;
  /** Under the list: what belongs to it and is not in it. */
  below?: ReactNode;
  /** Over the title: the tabs of the group of pages that this one is in. */
  tabs?: ReactNode;
  /** Inside an API the header is the API's: then the title is that of a section. */
  embedded?: boolean;
}

/** A list as every page shows it: title, sentence, actions, search, filters, table, paging, and its other states. */
export function ListPage<Row>({
  title,
  description,
  actions,
  toolbar,
  rows,
  error,
  onRetry,
  empty,
  narrowed = false,
  onClear,
  pagination,
  children,
  below,
  tabs,
  embedded = false,
  ...table
}: ListPageProps<Row>) {
  function list() {
    if (error) return <QueryError title={`${title} could not be loaded`} error={error} onRetry={onRetry} />;
    if (rows === undefined) {
      return (
        <div className="rounded-md border border-line">
          <SkeletonRows columns={Math.min(5, table.columns.length)} label={`Loading ${title}`} />
        </div>
      );
    }
    if (rows.length > 0) return <DataTable {...table} rows={rows} />;
    if (!narrowed) return <EmptyState {...empty} />;
    return (
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title="Nothing matches"
        description="No row fits the search and the filters."
        action={onClear ? <Button onClick={onClear}>Clear search and filters</Button> : undefined}
      />
    );
  }
  const bare = rows?.length === 0 && !narrowed;
  return (
    <PageBody width="full">
      {tabs}
      <PageHeader title={title} description={description} actions={actions} level={embedded ? 2 : 1} />
      {children}
      {toolbar && !bare ? <Toolbar {...toolbar} /> : null}
      {list()}
      {pagination && rows && rows.length > 0 && !error ? <Pagination {...pagination} /> : null}
      {below}
    </PageBody>
  );
}
