'use client';

import * as Radix from 'radix-ui/radio-group';
import { useId, type ReactNode } from 'react';
import { cn } from './class-names.ts';

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps {
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: readonly RadioOption[];
  /** `cards` for a choice that shapes the rest of the form. */
  variant?: 'plain' | 'cards';
  disabled?: boolean;
  id?: string;
  className?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}

export function RadioGroup({ options, variant = 'plain', className, ...props }: RadioGroupProps) {
  const groupId = useId();
  return (
    <Radix.Root {...props} value={props.value ?? null} className={cn('grid gap-2', className)}>
      {options.map((option) => {
        const id = `${groupId}-${option.value}`;
        return (
          <label
            key={option.value}
            htmlFor={id}
            className={cn(
              'flex items-start gap-2',
              variant === 'cards' &&
                'rounded-md border border-line-strong p-3 transition-colors hover:bg-hover has-data-[state=checked]:border-accent-solid has-data-[state=checked]:bg-accent-soft',
            )}
          >
            <Radix.Item
              id={id}
              value={option.value}
              disabled={option.disabled}
              aria-describedby={option.hint ? `${id}-hint` : undefined}
              className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-canvas disabled:opacity-50 data-[state=checked]:border-accent-solid"
            >
              <Radix.Indicator className="size-2 rounded-full bg-accent-solid" />
            </Radix.Item>
            <span className="grid">
              <span className={cn(option.disabled && 'text-faint')}>{option.label}</span>
              {option.hint ? (
                <span id={`${id}-hint`} className="text-meta text-muted">
                  {option.hint}
                </span>
              ) : null}
            </span>
          </label>
        );
      })}
    </Radix.Root>
  );
}
