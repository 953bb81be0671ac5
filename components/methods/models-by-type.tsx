'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';

export interface ModelsByTypeProps {
  apiId: string;
  /** What the models describe: "request body". */
  noun: string;
  /** Model name by content type. */
  value: Readonly<Record<string, string>>;
  onChange: (value: Record<string, string>) => void;
  disabled: boolean;
}

/** Which model each content type has. */
export function ModelsByType({ apiId, noun, value, onChange, disabled }: ModelsByTypeProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.models.list.queryOptions({ apiId, limit: 100 }));
  const [adding, setAdding] = useState('application/json');
  const names = data?.items.map(({ name }) => name) ?? [];
  const entries = Object.entries(value);
  const name = adding.trim();
  const mayAdd = name !== '' && !Object.hasOwn(value, name) && names.length > 0;
  // The list holds the first hundred; a model that is in use stays choosable.
  const options = (used: string) =>
    [...new Set([used, ...names])].map((model) => ({
      value: model,
      label: <span className="font-mono">{model}</span>,
    }));
  return (
    <div className="grid gap-3">
      {entries.length === 0 ? <p className="text-muted">None.</p> : null}
      {entries.map(([contentType, model]) => (
        <div key={contentType} className="flex items-center gap-2">
          <span className="w-56 truncate font-mono text-meta">{contentType}</span>
          <Select
            aria-label={`Model of the ${noun} for ${contentType}`}
            className="max-w-80"
            value={model}
            disabled={disabled}
            onValueChange={(next) => onChange({ ...value, [contentType]: next })}
            options={options(model)}
          />
          {disabled ? null : (
            <IconButton
              size="sm"
              label={`Remove the model for ${contentType}`}
              icon={<Trash2 aria-hidden="true" />}
              onClick={() => onChange(Object.fromEntries(entries.filter(([key]) => key !== contentType)))}
            />
          )}
        </div>
      ))}
      {disabled ? null : (
        <div className="flex flex-wrap gap-2">
          <Input
            mono
            className="w-56"
            aria-label={`Content type of a new model of the ${noun}`}
            value={adding}
            onChange={(event) => setAdding(event.target.value)}
          />
          <Button
            icon={<Plus aria-hidden="true" />}
            disabled={!mayAdd}
            onClick={() => onChange({ ...value, [name]: names[0] ?? '' })}
          >
            Add model
          </Button>
        </div>
      )}
      {data && names.length === 0 && !disabled ? (
        <p className="text-meta text-muted">This API has no models yet. Create one under Models.</p>
      ) : null}
    </div>
  );
}
