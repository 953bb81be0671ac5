import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Numbers stand at the end. */
  align?: 'start' | 'end';
  /** A CSS width, such as "120px" or "20%". */
  width?: string;
  /** Left out on narrow windows. */
  hideBelow?: 'sm' | 'md' | 'lg';
  mono?: boolean;
}

export interface Sort {
  key: string;
  direction: 'asc' | 'desc';
}

/** The next sort after a click on a header: ascending, descending, then the other column's turn begins ascending. */
export function nextSort(current: Sort | null, key: string): Sort {
  if (current?.key !== key) return { key, direction: 'asc' };
  return { key, direction: current.direction === 'asc' ? 'desc' : 'asc' };
}

/** The class that leaves a column out below a width. */
export const HIDE_BELOW = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden' } as const;
