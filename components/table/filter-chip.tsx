'use client';

import { ChevronDown, X } from 'lucide-react';
import { cn } from '../ui/class-names.ts';
import { Menu } from '../ui/menu.tsx';

export interface Filter {
  key: string;
  /** What is filtered: "Status". */
  label: string;
  options: readonly { value: string; label: string }[];
  value: string | null;
  onChange: (value: string | null) => void;
}

/** A filter as a chip: closed it says what it is set to, open it offers the values. */
export function FilterChip({ filter }: { filter: Filter }) {
  const chosen = filter.options.find((option) => option.value === filter.value);
  return (
    <span
      className={cn(
        'inline-flex h-8 shrink-0 items-center rounded-md border',
        chosen ? 'border-accent-line bg-accent-soft' : 'border-dashed border-control',
      )}
    >
      <Menu
        align="start"
        items={filter.options.map((option) => ({
          kind: 'choice' as const,
          label: option.label,
          checked: option.value === filter.value,
          onSelect: () => filter.onChange(option.value === filter.value ? null : option.value),
        }))}
        trigger={
          <button
            type="button"
            className="inline-flex h-full items-center gap-1 rounded-md px-2.5 text-muted hover:text-ink"
          >
            {filter.label}
            {chosen ? <span className="font-medium text-ink">{chosen.label}</span> : null}
            {chosen ? null : <ChevronDown className="size-3.5" aria-hidden="true" />}
          </button>
        }
      />
      {chosen ? (
        <button
          type="button"
          aria-label={`Clear filter ${filter.label}`}
          onClick={() => filter.onChange(null)}
          className="inline-flex h-full items-center rounded-r-md border-l border-accent-line px-1.5 text-muted hover:text-ink"
        >
          <X className="size-3.5" aria-hidden="true" />
        </button>
      ) : null}
    </span>
  );
}
