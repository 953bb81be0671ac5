'use client';

import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { cn } from '../ui/class-names.ts';
import { Label } from '../ui/label.tsx';

/** What a control needs in order to be named and described by its field. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  'aria-required': boolean | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** One sentence under the control: what it does, its unit, its limits. */
  hint?: ReactNode;
  error?: string;
  /** Fields are required unless this is false; then the label says "optional". */
  required?: boolean;
  /** Label and control on one line, as for a switch. */
  inline?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

/** Label, control, hint and error, tied together for screen readers. Works with and without a form library. */
export function Field({ label, hint, error, required = true, inline = false, className, children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const control = children({
    id,
    'aria-describedby': [hintId, errorId].filter(Boolean).join(' ') || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': required || undefined,
  });
  return (
    <div className={cn('grid min-w-0 gap-1', className)}>
      <div className={cn('grid gap-1', inline && 'flex items-center justify-between gap-4')}>
        <Label htmlFor={id} optional={!required}>
          {label}
        </Label>
        {control}
      </div>
      {hint ? (
        <p id={hintId} className="text-meta text-muted">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={errorId} className="flex items-start gap-1 text-meta text-failing">
          <CircleAlert className="mt-0.5 size-3 shrink-0" aria-hidden="true" />
          {error}
        </p>
      ) : null}
    </div>
  );
}
