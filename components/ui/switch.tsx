'use client';

import * as Radix from 'radix-ui/switch';
import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

export type SwitchProps = ComponentProps<typeof Radix.Root>;

/** For what applies at once or as one setting. Give it an id with a Label, or an aria-label. */
export function Switch({ className, ...props }: SwitchProps) {
  return (
    <Radix.Root
      {...props}
      className={cn(
        'relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-control bg-pressed transition-colors after:absolute after:-inset-0.5 disabled:opacity-50 data-[state=checked]:border-accent-solid data-[state=checked]:bg-accent-solid',
        className,
      )}
    >
      <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-muted transition-transform data-[state=checked]:translate-x-[18px] data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  );
}
