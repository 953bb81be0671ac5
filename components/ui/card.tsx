import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

/** A box of one thing, with a line around it and no shadow: only what floats has one. */
export function Card({ className, ...props }: ComponentProps<'div'>) {
  return <div {...props} className={cn('min-w-0 rounded-md border border-line bg-raised p-4', className)} />;
}
