import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

export interface StatProps {
  label: string;
  /** Already formatted; null when there is nothing to measure. */
  value: string | null;
  unit?: string;
  /** Against the time before: `text` such as "12 %"; `good` colours it, the arrow says the direction. */
  change?: { direction: 'up' | 'down'; text: string; good?: boolean };
  /** A sparkline or a note. */
  children?: ReactNode;
  className?: string;
}

export function Stat({ label, value, unit, change, children, className }: StatProps) {
  const Arrow = change?.direction === 'up' ? ArrowUp : ArrowDown;
  return (
    <div className={cn('grid min-w-0 content-start gap-1', className)}>
      <p className="truncate text-meta text-muted">{label}</p>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-display font-medium">
          {value ?? '–'}
          {value !== null && unit ? <span className="ml-1 text-body font-normal text-muted">{unit}</span> : null}
        </span>
        {change ? (
          <span
            className={cn(
              'inline-flex items-center gap-0.5 text-meta',
              change.good === undefined ? 'text-muted' : change.good ? 'text-ok' : 'text-failing',
            )}
          >
            <Arrow className="size-3" aria-hidden="true" />
            <span className="sr-only">{change.direction}</span>
            {change.text}
          </span>
        ) : null}
      </p>
      {children}
    </div>
  );
}
