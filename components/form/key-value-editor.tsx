'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useId, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Input } from '../ui/input.tsx';
import { rowProblems, type KeyValueRow } from './key-value-rows.ts';

export interface KeyValueEditorProps {
  rows: readonly KeyValueRow[];
  onChange: (rows: KeyValueRow[]) => void;
  /** What one row is, in the singular: "stage variable", "header". */
  noun: string;
  nameLabel?: string;
  valueLabel?: string;
  namePlaceholder?: string;
  valuePlaceholder?: string;
  namePattern?: RegExp;
  disabled?: boolean;
  'aria-labelledby'?: string;
}

/** Rows of name and value. A removed row gives its focus to the add button, a new row takes it. */
export function KeyValueEditor({
  rows,
  onChange,
  noun,
  nameLabel = 'Name',
  valueLabel = 'Value',
  namePlaceholder,
  valuePlaceholder,
  namePattern,
  disabled,
  ...group
}: KeyValueEditorProps) {
  const id = useId();
  const addButton = useRef<HTMLButtonElement>(null);
  const focusNew = useRef(false);
  const problems = rowProblems(rows, namePattern);

  function change(index: number, part: Partial<KeyValueRow>) {
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  }
  function add() {
    focusNew.current = true;
    onChange([...rows, { name: '', value: '' }]);
  }
  function remove(index: number) {
    onChange(rows.filter((_, at) => at !== index));
    addButton.current?.focus();
  }
  function focusIfNew(element: HTMLInputElement | null) {
    if (!element || !focusNew.current) return;
    focusNew.current = false;
    element.focus();
  }

  return (
    <div role="group" {...group} className="grid gap-2">
      {rows.length > 0 ? (
        <div
          aria-hidden="true"
          className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_32px] gap-2 text-meta text-muted"
        >
          <span>{nameLabel}</span>
          <span>{valueLabel}</span>
        </div>
      ) : null}
      {rows.map((row, index) => {
        const problem = problems[index];
        const problemId = `${id}-${index}-problem`;
        return (
          <div key={index} className="grid gap-1">
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_32px] gap-2">
              <Input
                ref={index === rows.length - 1 ? focusIfNew : undefined}
                mono
                aria-label={`${nameLabel} of ${noun} ${index + 1}`}
                aria-invalid={problem ? true : undefined}
                aria-describedby={problem ? problemId : undefined}
                value={row.name}
                placeholder={namePlaceholder}
                disabled={disabled}
                spellCheck={false}
                onChange={(event) => change(index, { name: event.target.value })}
              />
              <Input
                mono
                aria-label={`${valueLabel} of ${noun} ${index + 1}`}
                value={row.value}
                placeholder={valuePlaceholder}
                disabled={disabled}
                spellCheck={false}
                onChange={(event) => change(index, { value: event.target.value })}
              />
              <IconButton
                label={`Remove ${noun} ${row.name || index + 1}`}
                icon={<Trash2 aria-hidden="true" />}
                disabled={disabled}
                onClick={() => remove(index)}
              />
            </div>
            {problem ? (
              <p id={problemId} className="text-meta text-failing">
                {problem}
              </p>
            ) : null}
          </div>
        );
      })}
      <div>
        <Button ref={addButton} size="sm" icon={<Plus aria-hidden="true" />} disabled={disabled} onClick={add}>
          Add {noun}
        </Button>
      </div>
    </div>
  );
}
