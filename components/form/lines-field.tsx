'use client';

import { useState } from 'react';
import { useController, type FieldValues } from 'react-hook-form';
import { Textarea } from '../ui/textarea.tsx';
import type { FieldBinding } from './field-binding.ts';
import { Field } from './field.tsx';
import { firstMessage } from './first-message.ts';
import { linesOf } from './lines-of.ts';

export interface LinesFieldProps<Input extends FieldValues, Output> extends FieldBinding<Input, Output> {
  rows?: number;
  placeholder?: string;
}

/** A list of short texts, one on each line. The form's value is the list. */
export function LinesField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  required,
  disabled,
  className,
  rows = 3,
  placeholder,
}: LinesFieldProps<Values, Output>) {
  const { field, fieldState } = useController({ control, name });
  const value = (field.value ?? []) as string[];
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field label={label} hint={hint} required={required} error={firstMessage(fieldState.error)} className={className}>
      {(parts) => (
        <Textarea
          {...parts}
          ref={field.ref}
          name={field.name}
          rows={rows}
          placeholder={placeholder}
          spellCheck={false}
          className="font-mono"
          value={typed ?? value.join('\n')}
          disabled={disabled}
          onChange={(event) => {
            setTyped(event.target.value);
            field.onChange(linesOf(event.target.value));
          }}
          onBlur={() => {
            setTyped(null);
            field.onBlur();
          }}
        />
      )}
    </Field>
  );
}
