'use client';

import { Check, Minus } from 'lucide-react';
import * as Radix from 'radix-ui/checkbox';
import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

export type CheckboxProps = ComponentProps<typeof Radix.Root>;

/** `checked="indeterminate"` says that some of many are checked. Give it an id with a Label, or an aria-label. */
export function Checkbox({ className, ...props }: CheckboxProps) {
  return (
    <Radix.Root
      {...props}
      className={cn(
        'group relative flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-canvas transition-colors after:absolute after:-inset-1 disabled:opacity-50 data-[state=checked]:border-accent-solid data-[state=checked]:bg-accent-solid data-[state=indeterminate]:border-accent-solid data-[state=indeterminate]:bg-accent-solid',
        className,
      )}
    >
      <Radix.Indicator className="text-on-accent">
        <Minus className="hidden size-3 group-data-[state=indeterminate]:block" strokeWidth={3} aria-hidden="true" />
        <Check className="hidden size-3 group-data-[state=checked]:block" strokeWidth={3} aria-hidden="true" />
      </Radix.Indicator>
    </Radix.Root>
  );
}
