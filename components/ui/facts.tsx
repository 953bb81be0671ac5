import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

export interface Fact {
  label: string;
  /** A dash stands for what is absent. */
  value: ReactNode;
}

export interface FactsProps {
  facts: readonly Fact[];
  /** Side by side, or label above value for narrow columns. */
  layout?: 'rows' | 'stacked';
  className?: string;
}

/** The facts of a thing as pairs of label and value. */
export function Facts({ facts, layout = 'rows', className }: FactsProps) {
  return (
    <dl className={cn('grid', layout === 'rows' ? 'gap-y-2' : 'gap-y-3', className)}>
      {facts.map((fact) => (
        <div
          key={fact.label}
          className={layout === 'rows' ? 'grid grid-cols-[minmax(96px,160px)_minmax(0,1fr)] gap-3' : 'grid gap-0.5'}
        >
          <dt className={cn('text-muted', layout === 'stacked' && 'text-meta')}>{fact.label}</dt>
          <dd className="min-w-0 break-words">{fact.value ?? <span className="text-faint">–</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
