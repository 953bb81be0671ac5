'use client';

import { useState } from 'react';
import { Field } from '../form/field.tsx';
import { linesOf } from '../form/lines-of.ts';
import { Textarea } from '../ui/textarea.tsx';

export interface LinesEditorProps {
  label: string;
  hint?: string;
  placeholder?: string;
  className?: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
  disabled: boolean;
}

/** A list of short texts, one on each line, that is saved as it is typed. */
export function LinesEditor({ label, hint, placeholder, className, value, onChange, disabled }: LinesEditorProps) {
  const [text, setText] = useState(() => value.join('\n'));
  return (
    <Field label={label} hint={hint} required={false} className={className}>
      {(parts) => (
        <Textarea
          {...parts}
          mono
          rows={3}
          placeholder={placeholder}
          spellCheck={false}
          value={text}
          disabled={disabled}
          onChange={(event) => {
            setText(event.target.value);
            onChange(linesOf(event.target.value));
          }}
        />
      )}
    </Field>
  );
}
