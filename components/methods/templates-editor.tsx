'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { compileTemplate } from '#core/mapping/template.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Input } from '../ui/input.tsx';

export interface TemplatesEditorProps {
  /** What the templates make: "request", "200 response". */
  noun: string;
  /** Template by content type. */
  value: Readonly<Record<string, string>>;
  onChange: (value: Record<string, string>) => void;
  disabled?: boolean;
}

function problemsOf(source: string) {
  const compiled = compileTemplate(source);
  return 'problems' in compiled ? compiled.problems : [];
}

/** Mapping templates, one per content type, checked by the engine that runs them. */
export function TemplatesEditor({ noun, value, onChange, disabled = false }: TemplatesEditorProps) {
  const [adding, setAdding] = useState('');
  const entries = Object.entries(value);
  const name = adding.trim();
  const taken = name !== '' && Object.hasOwn(value, name);

  function add() {
    if (name === '' || taken) return;
    onChange({ ...value, [name]: '' });
    setAdding('');
  }
  return (
    <div className="grid gap-3">
      {entries.length === 0 ? <p className="text-muted">None.</p> : null}
      {entries.map(([contentType, template]) => (
        <div key={contentType} className="grid gap-1">
          <div className="flex items-center gap-2">
            <span className="grow font-mono text-meta">{contentType}</span>
            {disabled ? null : (
              <IconButton
                size="sm"
                label={`Remove the template for ${contentType}`}
                icon={<Trash2 aria-hidden="true" />}
                onClick={() => onChange(Object.fromEntries(entries.filter(([key]) => key !== contentType)))}
              />
            )}
          </div>
          <CodeEditor
            label={`Template of the ${noun} for ${contentType}`}
            language="velocity"
            value={template}
            onChange={(text) => onChange({ ...value, [contentType]: text })}
            problems={problemsOf(template)}
            readOnly={disabled}
            height={140}
            resizable
          />
        </div>
      ))}
      {disabled ? null : (
        <div className="flex flex-wrap gap-2">
          <Input
            mono
            className="w-64"
            aria-label={`Content type of a new template of the ${noun}`}
            aria-invalid={taken || undefined}
            placeholder="application/json"
            value={adding}
            onChange={(event) => setAdding(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') add();
            }}
          />
          <Button icon={<Plus aria-hidden="true" />} disabled={name === '' || taken} onClick={add}>
            Add template
          </Button>
        </div>
      )}
    </div>
  );
}
