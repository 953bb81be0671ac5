import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

export interface LabelProps extends ComponentProps<'label'> {
  /** Marks what may be left empty; everything else is required. */
  optional?: boolean;
}

export function Label({ optional = false, className, children, ...props }: LabelProps) {
  return (
    <label {...props} className={cn('inline-flex items-baseline gap-1.5 font-medium', className)}>
      {children}
      {optional ? <span className="text-meta font-normal text-muted">optional</span> : null}
    </label>
  );
}
