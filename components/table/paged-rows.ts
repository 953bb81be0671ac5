import type { UseQueryResult } from '@tanstack/react-query';
import type { ListPageProps } from './list-page.tsx';
import { pageSummary } from './page-summary.ts';
import type { ListState } from './use-list-state.ts';

type Page<Row> = { items: Row[]; nextCursor: string | null; total?: number | undefined };

/**
 * What a list page takes of its list's state and its query: rows, error, paging.
 * @param noun what a row is, for "25 of 300 keys"
 */
export function pagedRows<Row>(
  list: Omit<ListState<string>, 'filters' | 'setFilter'>,
  { data, error, isPlaceholderData, refetch }: UseQueryResult<Page<Row>, unknown>,
  ...noun: [one: string, many?: string]
) {
  const next = data?.nextCursor ?? null;
  return {
    rows: data?.items,
    error,
    onRetry: () => void refetch(),
    refreshing: isPlaceholderData,
    narrowed: list.narrowed,
    onClear: list.clear,
    pagination: {
      pageSize: list.pageSize,
      onPageSizeChange: list.setPageSize,
      onPrevious: list.goBack,
      onNext: next === null ? null : () => list.goForward(next),
      summary: pageSummary(data?.items.length ?? 0, data?.total, ...noun),
    },
  } satisfies Partial<ListPageProps<Row>>;
}
