'use client';

import { useState } from 'react';
import { KeyValueEditor, type KeyValueEditorProps } from '../form/key-value-editor.tsx';
import { type KeyValueRow, recordOfRows, rowsOfRecord } from '../form/key-value-rows.ts';
import { Field } from '../form/field.tsx';

export interface RecordEditorProps extends Omit<KeyValueEditorProps, 'rows' | 'onChange' | 'aria-labelledby'> {
  label: string;
  hint?: string;
  value: Readonly<Record<string, string>>;
  onChange: (value: Record<string, string>) => void;
}

/** A map of strings that is saved as it is typed. */
export function RecordEditor({ label, hint, value, onChange, ...editor }: RecordEditorProps) {
  const [rows, setRows] = useState<KeyValueRow[]>(() => rowsOfRecord(value));
  return (
    <Field label={label} hint={hint} required={false}>
      {() => (
        <KeyValueEditor
          {...editor}
          rows={rows}
          onChange={(next) => {
            setRows(next);
            onChange(recordOfRows(next));
          }}
        />
      )}
    </Field>
  );
}
