'use client';

import type { HTMLInputTypeAttribute, ReactNode } from 'react';
import { useController, type FieldValues } from 'react-hook-form';
import { Input } from '../ui/input.tsx';
import { Textarea } from '../ui/textarea.tsx';
import type { FieldBinding } from './field-binding.ts';
import { Field } from './field.tsx';

export interface TextFieldProps<Input extends FieldValues, Output> extends FieldBinding<Input, Output> {
  type?: Extract<HTMLInputTypeAttribute, 'text' | 'email' | 'password' | 'url' | 'search'>;
  placeholder?: string;
  autoComplete?: string;
  autoFocus?: boolean;
  mono?: boolean;
  /** More than one: a textarea of so many lines. */
  rows?: number;
  before?: ReactNode;
  after?: ReactNode;
}

export function TextField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  required,
  disabled,
  className,
  rows = 1,
  type = 'text',
  before,
  after,
  ...text
}: TextFieldProps<Values, Output>) {
  const { field, fieldState } = useController({ control, name });
  const value = field.value ?? '';
  return (
    <Field label={label} hint={hint} required={required} error={fieldState.error?.message} className={className}>
      {(parts) =>
        rows > 1 ? (
          <Textarea {...text} {...field} {...parts} value={value} rows={rows} disabled={disabled} />
        ) : (
          <Input
            {...text}
            {...field}
            {...parts}
            type={type}
            value={value}
            before={before}
            after={after}
            disabled={disabled}
            spellCheck={text.mono ? false : undefined}
          />
        )
      }
    </Field>
  );
}
