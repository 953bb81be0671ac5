'use client';

import { useController, type FieldValues } from 'react-hook-form';
import { Select, type SelectOption } from '../ui/select.tsx';
import type { FieldBinding } from './field-binding.ts';
import { Field } from './field.tsx';

export interface SelectFieldProps<Input extends FieldValues, Output> extends FieldBinding<Input, Output> {
  options: readonly SelectOption[];
  placeholder?: string;
  mono?: boolean;
}

export function SelectField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  required,
  disabled,
  className,
  options,
  placeholder,
  mono = false,
}: SelectFieldProps<Values, Output>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} required={required} error={fieldState.error?.message} className={className}>
      {(parts) => (
        <Select
          {...parts}
          name={field.name}
          value={field.value}
          onValueChange={field.onChange}
          onBlur={field.onBlur}
          options={options}
          placeholder={placeholder}
          disabled={disabled}
          className={mono ? 'font-mono' : undefined}
        />
      )}
    </Field>
  );
}
