'use client';

import { useId, type ReactNode } from 'react';
import { cn } from '../ui/class-names.ts';
import type { Unit } from './chart-types.ts';
import { unitText } from './format-value.ts';

export interface ChartFrameProps {
  title: string;
  unit: Unit;
  /** The length of a bucket. */
  stepMs: number;
  heightPx: number;
  /** The chart in sentences, for screen readers. */
  summary: string;
  /** Why there is nothing to draw; null when there is. */
  emptyReason: string | null;
  loading?: boolean;
  /** Why the data did not come. */
  failure?: string | null;
  /** At the right of the title. */
  actions?: ReactNode;
  /** Under the chart: what was left out. */
  note?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Title with unit, the drawing, and in its place, equally tall, whatever is shown when there is none. */
export function ChartFrame({
  title,
  unit,
  stepMs,
  heightPx,
  summary,
  emptyReason,
  loading = false,
  failure = null,
  actions,
  note,
  className,
  children,
}: ChartFrameProps) {
  const titleId = useId();
  const state = failure ?? (loading ? null : emptyReason);
  return (
    <figure aria-labelledby={titleId} aria-busy={loading || undefined} className={cn('grid min-w-0 gap-2', className)}>
      <figcaption className="flex min-h-6 items-center justify-between gap-3">
        <span id={titleId} className="min-w-0 truncate">
          <span className="font-medium">{title}</span>
          <span className="ml-1.5 text-meta text-muted">{unitText(unit, stepMs)}</span>
        </span>
        {actions}
      </figcaption>
      {state ? (
        <div
          role={failure ? 'alert' : undefined}
          style={{ height: heightPx }}
          className={cn(
            'flex items-center justify-center rounded-sm border border-dashed border-line px-4 text-center',
            failure ? 'text-failing' : 'text-muted',
          )}
        >
          {state}
        </div>
      ) : loading ? (
        <ChartSkeleton heightPx={heightPx} />
      ) : (
        <>
          <div style={{ minHeight: heightPx }}>{children}</div>
          <p className="sr-only">{summary}</p>
        </>
      )}
      {note && !state && !loading ? <p className="text-meta text-muted">{note}</p> : null}
    </figure>
  );
}

/** Grid lines where the chart will stand. */
export function ChartSkeleton({ heightPx }: { heightPx: number }) {
  return (
    <div role="status" style={{ height: heightPx }} className="flex animate-late flex-col justify-between pb-6">
      <span className="sr-only">Loading the chart</span>
      {[0, 1, 2, 3].map((line) => (
        <span key={line} className="h-px animate-pulse bg-line-strong" />
      ))}
    </div>
  );
}
