'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/icon-button.tsx';

/** What can be done with the rows that are selected. */
export function SelectionBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  return (
    <div
      role="region"
      aria-label="Selected rows"
      className="sticky bottom-4 z-10 mx-auto mt-3 flex w-fit max-w-full animate-rise-in flex-wrap items-center gap-2 rounded-md border border-line-strong bg-raised py-1.5 pr-1.5 pl-3 shadow-float"
    >
      <span role="status" className="mr-2 font-medium">
        {count} selected
      </span>
      {children}
      <IconButton size="sm" label="Clear selection" icon={<X aria-hidden="true" />} onClick={onClear} />
    </div>
  );
}
