'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { MethodPatch } from '#core/methods/input.ts';
import { parseRequestParameter } from '#core/methods/schema.ts';
import { Field } from '../form/field.tsx';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Input } from '../ui/input.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { AuthorizationFields } from './authorization-fields.tsx';
import { ModelsByType } from './models-by-type.tsx';
import type { LoadedMethod } from './use-method-draft.ts';

const NONE = 'none';
const PLACES = { path: 'Path', querystring: 'Query string', header: 'Header' } as const;
type Place = keyof typeof PLACES;

function AddParameter({ onAdd }: { onAdd: (place: Place, name: string) => void }) {
  const [place, setPlace] = useState<Place>('querystring');
  const [name, setName] = useState('');
  function add() {
    if (name.trim() === '') return;
    onAdd(place, name.trim());
    setName('');
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Select
        aria-label="Place of a new parameter"
        className="w-36"
        value={place}
        onValueChange={(value) => setPlace(value as Place)}
        options={[
          { value: 'querystring', label: PLACES.querystring },
          { value: 'header', label: PLACES.header },
        ]}
      />
      <Input
        mono
        className="w-56"
        aria-label="Name of a new parameter"
        placeholder="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add();
        }}
      />
      <Button icon={<Plus aria-hidden="true" />} disabled={name.trim() === ''} onClick={add}>
        Add parameter
      </Button>
    </div>
  );
}

function Parameters({ method, edit, disabled }: RequestEditorProps) {
  const { requestParameters } = method;
  const declared = Object.entries(requestParameters).flatMap(([key, required]) => {
    const parameter = parseRequestParameter(key);
    return parameter ? [{ key, required, place: parameter.in, name: parameter.name }] : [];
  });
  return (
    <div className="grid gap-3">
      {declared.length === 0 ? (
        <p className="text-muted">None declared.</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line">
          {declared.map(({ key, required, place, name }) => (
            <li key={key} className="flex min-h-9 items-center gap-3 px-3 py-1">
              <span className="w-28 text-muted">{PLACES[place]}</span>
              <span className="min-w-0 grow truncate font-mono">{name}</span>
              <label className="flex items-center gap-1.5">
                <Checkbox
                  checked={required}
                  disabled={disabled || place === 'path'}
                  onCheckedChange={(checked) =>
                    edit({ requestParameters: { ...requestParameters, [key]: checked === true } })
                  }
                />
                Required
              </label>
              {disabled || place === 'path' ? null : (
                <IconButton
                  size="sm"
                  label={`Remove the parameter ${name}`}
                  icon={<Trash2 aria-hidden="true" />}
                  onClick={() => {
                    const { [key]: _, ...rest } = requestParameters;
                    edit({ requestParameters: rest });
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {disabled ? null : (
        <AddParameter
          onAdd={(place, name) =>
            edit({ requestParameters: { ...requestParameters, [`method.request.${place}.${name}`]: false } })
          }
        />
      )}
    </div>
  );
}

export interface RequestEditorProps {
  apiId: string;
  method: LoadedMethod;
  edit: (patch: MethodPatch) => void;
  disabled: boolean;
}

/** What the gateway asks of a request before the integration is called. */
export function RequestEditor(props: RequestEditorProps) {
  const { apiId, method, edit, disabled } = props;
  const trpc = useTRPC();
  const validators = useQuery(trpc.validators.list.queryOptions({ apiId }));
  return (
    <div className="grid gap-6">
      <Section title="Access" boxed>
        <div className="grid gap-4">
          <AuthorizationFields {...props} />
          <Field
            label="API key required"
            hint="Callers bring a key whose usage plan opens the stage, in x-api-key unless an authorizer names it; others get 403."
            inline
          >
            {({ id }) => (
              <Switch
                id={id}
                checked={method.apiKeyRequired}
                disabled={disabled}
                onCheckedChange={(apiKeyRequired) => edit({ apiKeyRequired })}
              />
            )}
          </Field>
          <Field label="Operation name" hint="The method's name in SDKs and documentation." required={false}>
            {(parts) => (
              <Input
                {...parts}
                mono
                className="max-w-100"
                value={method.operationName ?? ''}
                disabled={disabled}
                onChange={(event) => edit({ operationName: event.target.value || null })}
              />
            )}
          </Field>
        </div>
      </Section>
      <Section title="Validation" boxed>
        <Field
          label="Request validator"
          hint="What is checked before the integration is called; a request that fails gets 400."
          required={false}
        >
          {(parts) => (
            <Select
              {...parts}
              className="max-w-100"
              value={method.requestValidatorId ?? NONE}
              disabled={disabled}
              onValueChange={(value) => edit({ requestValidatorId: value === NONE ? null : value })}
              options={[
                { value: NONE, label: 'None' },
                ...(validators.data?.items ?? []).map(
                  ({ id, name, validateRequestBody, validateRequestParameters }) => ({
                    value: id,
                    label: name,
                    hint:
                      [validateRequestBody && 'body', validateRequestParameters && 'parameters']
                        .filter(Boolean)
                        .join(' and ') || 'nothing',
                  }),
                ),
              ]}
            />
          )}
        </Field>
      </Section>
      <Section title="Parameters" description="Path parameters come from the resource's path." boxed>
        <Parameters {...props} />
      </Section>
      <Section title="Body" description="The model that a body of each content type must fit." boxed>
        <ModelsByType
          apiId={apiId}
          noun="request body"
          value={method.requestModels}
          onChange={(requestModels) => edit({ requestModels })}
          disabled={disabled}
        />
      </Section>
    </div>
  );
}
