'use client';

import * as Radix from 'radix-ui/slider';
import { cn } from './class-names.ts';

export interface SliderProps {
  value: number;
  onValueChange: (value: number) => void;
  /** When the hand lets go: the moment to save. */
  onValueCommit?: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
  disabled?: boolean;
  tone?: 'accent' | 'canary';
  className?: string;
  'aria-label': string;
  /** The value in words for a screen reader ("10 % to the canary"). */
  'aria-valuetext'?: string;
}

export function Slider({
  value,
  onValueChange,
  onValueCommit,
  min = 0,
  max = 100,
  step = 1,
  disabled,
  tone = 'accent',
  className,
  ...thumb
}: SliderProps) {
  const solid = tone === 'canary' ? 'bg-canary' : 'bg-accent-solid';
  return (
    <Radix.Root
      value={[value]}
      onValueChange={([next]) => next !== undefined && onValueChange(next)}
      onValueCommit={([next]) => next !== undefined && onValueCommit?.(next)}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      className={cn('relative flex h-6 w-full touch-none items-center select-none data-disabled:opacity-50', className)}
    >
      <Radix.Track className="relative h-1.5 grow overflow-hidden rounded-full border border-control bg-pressed">
        <Radix.Range className={cn('absolute h-full', solid)} />
      </Radix.Track>
      <Radix.Thumb {...thumb} className={cn('block size-4 rounded-full border-2 border-canvas shadow-float', solid)} />
    </Radix.Root>
  );
}
