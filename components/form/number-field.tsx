'use client';

import { useController, type FieldValues } from 'react-hook-form';
import { Input } from '../ui/input.tsx';
import type { FieldBinding } from './field-binding.ts';
import { Field } from './field.tsx';

export interface NumberFieldProps<Input extends FieldValues, Output> extends FieldBinding<Input, Output> {
  /** Shown inside the box: "ms", "requests per second". */
  unit?: string;
  min?: number;
  max?: number;
  step?: number | 'any';
  placeholder?: string;
  /** What an empty box means to the schema. */
  whenEmpty?: null | undefined;
}

/** A number; an empty box is `whenEmpty`, text that is no number stays for the schema to refuse. */
export function NumberField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  required,
  disabled,
  className,
  unit,
  step = 'any',
  whenEmpty,
  ...number
}: NumberFieldProps<Values, Output>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} required={required} error={fieldState.error?.message} className={className}>
      {(parts) => (
        <Input
          {...number}
          {...field}
          {...parts}
          type="number"
          inputMode="decimal"
          step={step}
          value={field.value ?? ''}
          disabled={disabled}
          after={unit}
          onChange={(event) => field.onChange(event.target.value === '' ? whenEmpty : event.target.valueAsNumber)}
          onWheel={(event) => event.currentTarget.blur()}
        />
      )}
    </Field>
  );
}
