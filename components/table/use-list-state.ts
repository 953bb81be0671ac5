'use client';

import { parseAsArrayOf, parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import type { Sort } from './column.ts';
import { back, currentCursor, forward } from './cursor-trail.ts';
import { PAGE_SIZES } from './pagination.tsx';

const DEFAULT_PAGE_SIZE = PAGE_SIZES[0];

export interface ListState<FilterKey extends string> {
  search: string;
  setSearch: (search: string) => void;
  filters: Record<FilterKey, string | null>;
  setFilter: (key: FilterKey, value: string | null) => void;
  sort: Sort | null;
  setSort: (sort: Sort) => void;
  /** The cursor of the page one is on; null on the first. */
  cursor: string | null;
  pageSize: number;
  setPageSize: (pageSize: number) => void;
  goForward: (nextCursor: string) => void;
  /** Null on the first page. */
  goBack: (() => void) | null;
  /** Whether a search or a filter narrows the list. */
  narrowed: boolean;
  clear: () => void;
}

function sortFrom(text: string | null): Sort | null {
  if (!text) return null;
  return text.startsWith('-') ? { key: text.slice(1), direction: 'desc' } : { key: text, direction: 'asc' };
}

/**
 * The state of a list in the URL: `q`, one parameter per filter, `sort` (`name`, `-createdAt`), `after`, `size`.
 * Whatever narrows or orders the list leads back to its first page. Filter keys must be a constant array.
 */
export function useListState<const FilterKey extends string>(
  filterKeys: readonly FilterKey[] = [],
  defaultSort: Sort | null = null,
): ListState<FilterKey> {
  const parsers = useMemo(
    () => ({
      q: parseAsString.withDefault(''),
      sort: parseAsString,
      after: parseAsArrayOf(parseAsString).withDefault([]),
      size: parseAsInteger.withDefault(DEFAULT_PAGE_SIZE),
    }),
    [],
  );
  const filterParsers = useMemo(
    () => Object.fromEntries(filterKeys.map((key) => [key, parseAsString])) as Record<FilterKey, typeof parseAsString>,
    [filterKeys],
  );
  const [list, setList] = useQueryStates(parsers);
  const [filterState, setFilterState] = useQueryStates(filterParsers);
  const filters = filterState as Record<FilterKey, string | null>;

  const setSearch = useCallback((q: string) => void setList({ q: q || null, after: null }), [setList]);
  const setFilter = useCallback(
    (key: FilterKey, value: string | null) => {
      void setFilterState({ [key]: value } as Parameters<typeof setFilterState>[0]);
      void setList({ after: null });
    },
    [setFilterState, setList],
  );
  const clear = useCallback(() => {
    void setFilterState(null);
    void setList({ q: null, after: null });
  }, [setFilterState, setList]);

  const pageSize = (PAGE_SIZES as readonly number[]).includes(list.size) ? list.size : DEFAULT_PAGE_SIZE;
  return {
    search: list.q,
    setSearch,
    filters,
    setFilter,
    sort: sortFrom(list.sort) ?? defaultSort,
    setSort: (sort) => void setList({ sort: sort.direction === 'desc' ? `-${sort.key}` : sort.key, after: null }),
    cursor: currentCursor(list.after),
    pageSize,
    setPageSize: (size) => void setList({ size, after: null }),
    goForward: (nextCursor) => void setList({ after: forward(list.after, nextCursor) }, { history: 'push' }),
    goBack: list.after.length > 0 ? () => void setList({ after: back(list.after) }, { history: 'push' }) : null,
    narrowed: list.q !== '' || Object.values(filters).some((value) => value !== null),
    clear,
  };
}
