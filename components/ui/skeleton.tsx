import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

/** One grey bar in the shape of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('block h-4 animate-pulse rounded-sm bg-pressed', className)} />;
}

const WIDTHS = ['w-3/5', 'w-4/5', 'w-2/5', 'w-3/4', 'w-1/2'];

/** Wraps skeletons: they appear only after 150 ms, and a screen reader hears one word. */
export function SkeletonGroup({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div role="status" aria-busy="true" className={cn('animate-late', className)}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

/** A paragraph, a list of facts, or any block of lines. */
export function SkeletonLines({ lines = 3, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <SkeletonGroup label={label} className="grid gap-2">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className={WIDTHS[index % WIDTHS.length]} />
      ))}
    </SkeletonGroup>
  );
}

/** The rows of a table, 36 px each. */
export function SkeletonRows({
  rows = 8,
  columns = 4,
  label = 'Loading',
}: {
  rows?: number;
  columns?: number;
  label?: string;
}) {
  return (
    <SkeletonGroup label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-9 items-center gap-6 border-b border-line px-3 last:border-b-0">
          {Array.from({ length: columns }, (_, column) => (
            <span key={column} className={column === 0 ? 'flex-2' : 'flex-1'}>
              <Skeleton className={cn('h-3', WIDTHS[(row + column) % WIDTHS.length])} />
            </span>
          ))}
        </div>
      ))}
    </SkeletonGroup>
  );
}
