'use client';

import { useId } from 'react';
import { useController, type FieldValues } from 'react-hook-form';
import { Checkbox } from '../ui/checkbox.tsx';
import type { FieldBinding } from './field-binding.ts';

export type CheckboxFieldProps<Input extends FieldValues, Output> = FieldBinding<Input, Output>;

export function CheckboxField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  disabled,
  className,
}: CheckboxFieldProps<Values, Output>) {
  const id = useId();
  const { field, fieldState } = useController({ control, name });
  const { ref, value, onChange, onBlur } = field;
  return (
    <div className={className}>
      <div className="flex items-start gap-2">
        <span className="flex h-5 items-center">
          <Checkbox
            id={id}
            ref={ref}
            name={name}
            checked={Boolean(value)}
            onCheckedChange={(checked) => onChange(checked === true)}
            onBlur={onBlur}
            disabled={disabled}
            aria-describedby={hint ? `${id}-hint` : undefined}
          />
        </span>
        <label htmlFor={id}>{label}</label>
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="pl-6 text-meta text-muted">
          {hint}
        </p>
      ) : null}
      {fieldState.error ? <p className="pl-6 text-meta text-failing">{fieldState.error.message}</p> : null}
    </div>
  );
}
