'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useController, type FieldValues } from 'react-hook-form';
import type { FieldBinding } from '../form/field-binding.ts';
import { type KeyValueRow, recordOfRows, rowProblems, rowsOfRecord } from '../form/key-value-rows.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Input } from '../ui/input.tsx';
import { Textarea } from '../ui/textarea.tsx';

/** Texts of many lines by content type. The form's value is the map. */
export function TemplatesField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  disabled,
}: FieldBinding<Values, Output>) {
  const id = useId();
  const { field, fieldState } = useController({ control, name });
  const [rows, setRows] = useState<KeyValueRow[]>(() => rowsOfRecord(field.value ?? {}));
  const problems = rowProblems(rows);

  function change(next: KeyValueRow[]) {
    setRows(next);
    field.onChange(recordOfRows(next));
  }
  function changeRow(index: number, part: Partial<KeyValueRow>) {
    change(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  }
  return (
    <div role="group" aria-labelledby={id} className="grid gap-2">
      <p id={id} className="font-medium">
        {label}
      </p>
      {hint ? <p className="text-meta text-muted">{hint}</p> : null}
      {rows.map((row, index) => (
        <div key={index} className="grid gap-2 rounded-md border border-line p-3">
          <div className="flex gap-2">
            <Input
              mono
              aria-label={`Content type of template ${index + 1}`}
              aria-invalid={problems[index] ? true : undefined}
              value={row.name}
              placeholder="application/json"
              disabled={disabled}
              onChange={(event) => changeRow(index, { name: event.target.value })}
            />
            <IconButton
              label={`Remove the template of ${row.name || `row ${index + 1}`}`}
              icon={<Trash2 aria-hidden="true" />}
              disabled={disabled}
              onClick={() => change(rows.filter((_, at) => at !== index))}
            />
          </div>
          <Textarea
            aria-label={`Template of ${row.name || `row ${index + 1}`}`}
            className="font-mono"
            rows={5}
            spellCheck={false}
            value={row.value}
            disabled={disabled}
            onChange={(event) => changeRow(index, { value: event.target.value })}
          />
          {problems[index] ? <p className="text-meta text-failing">{problems[index]}</p> : null}
        </div>
      ))}
      <div>
        <Button
          size="sm"
          icon={<Plus aria-hidden="true" />}
          disabled={disabled}
          onClick={() => change([...rows, { name: '', value: '' }])}
        >
          Add template
        </Button>
      </div>
      {fieldState.error?.message ? <p className="text-meta text-failing">{fieldState.error.message}</p> : null}
    </div>
  );
}
