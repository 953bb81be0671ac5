'use client';

import { useController, type FieldValues } from 'react-hook-form';
import { Switch } from '../ui/switch.tsx';
import type { FieldBinding } from './field-binding.ts';
import { Field } from './field.tsx';

export type SwitchFieldProps<Input extends FieldValues, Output> = FieldBinding<Input, Output>;

export function SwitchField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  disabled,
  className,
}: SwitchFieldProps<Values, Output>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} error={fieldState.error?.message} inline className={className}>
      {({ id, 'aria-describedby': describedBy }) => (
        <Switch
          id={id}
          aria-describedby={describedBy}
          ref={field.ref}
          name={field.name}
          checked={Boolean(field.value)}
          onCheckedChange={field.onChange}
          onBlur={field.onBlur}
          disabled={disabled}
        />
      )}
    </Field>
  );
}
