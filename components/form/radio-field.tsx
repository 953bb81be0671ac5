'use client';

import { useId } from 'react';
import { useController, type FieldValues } from 'react-hook-form';
import { RadioGroup, type RadioOption } from '../ui/radio-group.tsx';
import type { FieldBinding } from './field-binding.ts';

export interface RadioFieldProps<Input extends FieldValues, Output> extends FieldBinding<Input, Output> {
  options: readonly RadioOption[];
  variant?: 'plain' | 'cards';
}

export function RadioField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  disabled,
  className,
  options,
  variant,
}: RadioFieldProps<Values, Output>) {
  const id = useId();
  const { field, fieldState } = useController({ control, name });
  return (
    <div className={className}>
      <p id={id} className="mb-1.5 font-medium">
        {label}
      </p>
      {hint ? (
        <p id={`${id}-hint`} className="-mt-1 mb-1.5 text-meta text-muted">
          {hint}
        </p>
      ) : null}
      <RadioGroup
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-invalid={fieldState.error ? true : undefined}
        value={field.value}
        onValueChange={field.onChange}
        options={options}
        variant={variant}
        disabled={disabled}
      />
      {fieldState.error ? <p className="mt-1 text-meta text-failing">{fieldState.error.message}</p> : null}
    </div>
  );
}
