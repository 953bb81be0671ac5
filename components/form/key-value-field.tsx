'use client';

import { useId, useState } from 'react';
import { useController, type FieldValues } from 'react-hook-form';
import type { FieldBinding } from './field-binding.ts';
import { firstMessage } from './first-message.ts';
import { KeyValueEditor, type KeyValueEditorProps } from './key-value-editor.tsx';
import { recordOfRows, rowsOfRecord, sameRecord, type KeyValueRow } from './key-value-rows.ts';

export interface KeyValueFieldProps<Input extends FieldValues, Output>
  extends
    FieldBinding<Input, Output>,
    Omit<KeyValueEditorProps, 'rows' | 'onChange' | 'aria-labelledby' | 'disabled'> {}

/** A map of strings (stage variables, headers) as an editor of rows. The form's value is the map. */
export function KeyValueField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  className,
  disabled,
  ...editor
}: KeyValueFieldProps<Values, Output>) {
  const id = useId();
  const { field, fieldState } = useController({ control, name });
  const error = firstMessage(fieldState.error);
  const record: Record<string, string> = field.value ?? {};
  const [typed, setTyped] = useState<KeyValueRow[]>(() => rowsOfRecord(record));
  // Rows that are half typed are not in the map; a map that differs otherwise was set from outside and wins.
  const rows = sameRecord(recordOfRows(typed), record) ? typed : rowsOfRecord(record);

  function change(next: KeyValueRow[]) {
    setTyped(next);
    field.onChange(recordOfRows(next));
  }
  return (
    <div className={className}>
      <p id={id} className="mb-1 font-medium">
        {label}
      </p>
      {hint ? <p className="mb-2 text-meta text-muted">{hint}</p> : null}
      <KeyValueEditor {...editor} aria-labelledby={id} rows={rows} onChange={change} disabled={disabled} />
      {error ? <p className="mt-1 text-meta text-failing">{error}</p> : null}
    </div>
  );
}
