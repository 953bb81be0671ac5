'use client';

import type { ReactNode } from 'react';
import { FilterChip, type Filter } from './filter-chip.tsx';
import { SearchBox, type SearchBoxProps } from './search-box.tsx';

export interface ToolbarProps {
  search?: SearchBoxProps;
  filters?: readonly Filter[];
  /** At the right end. */
  children?: ReactNode;
}

export function Toolbar({ search, filters = [], children }: ToolbarProps) {
  if (!search && filters.length === 0 && !children) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {search ? <SearchBox {...search} /> : null}
      {filters.map((filter) => (
        <FilterChip key={filter.key} filter={filter} />
      ))}
      {children ? <div className="ml-auto flex items-center gap-2">{children}</div> : null}
    </div>
  );
}
