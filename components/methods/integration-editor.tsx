'use client';

import type { MethodPatch } from '#core/methods/input.ts';
import {
  integrationTimeoutMs,
  type Integration,
  type IntegrationType,
  mockIntegration,
  passthroughBehaviors,
} from '#core/integrations/schema.ts';
import { httpMethods } from '#core/methods/schema.ts';
import { pathParameters } from '#core/resources/schema.ts';
import { Field } from '../form/field.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Input } from '../ui/input.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { RecordEditor } from './record-editor.tsx';
import { TemplatesEditor } from './templates-editor.tsx';
import type { LoadedMethod } from './use-method-draft.ts';

const types: { value: IntegrationType; label: string; hint: string }[] = [
  { value: 'HTTP_PROXY', label: 'HTTP proxy', hint: 'Passes request and response through to a backend.' },
  { value: 'HTTP', label: 'HTTP', hint: 'Calls a backend with a mapped request, and maps its response.' },
  { value: 'MOCK', label: 'Mock', hint: 'Answers by itself, from a template.' },
];

const passthroughHints = {
  WHEN_NO_MATCH: 'A body whose content type has no template is passed on as it is.',
  WHEN_NO_TEMPLATES: 'Passed on only when there is no template at all; otherwise 415.',
  NEVER: 'A body without a template of its content type gets 415.',
} as const;

/** The integration of another type, keeping what both have. */
function ofType(current: Integration | null, type: IntegrationType, method: LoadedMethod): Integration {
  const base = current ?? mockIntegration();
  if (type === 'MOCK') {
    const { requestTemplates } = mockIntegration();
    return { ...base, type, uri: null, httpMethod: null, requestParameters: {}, requestTemplates };
  }
  const parameters = pathParameters(method.path).map((name) => [
    `integration.request.path.${name}`,
    `method.request.path.${name}`,
  ]);
  const wasMock = base.type === 'MOCK';
  return {
    ...base,
    type,
    httpMethod: base.httpMethod ?? method.httpMethod,
    requestParameters: wasMock ? Object.fromEntries(parameters) : base.requestParameters,
    requestTemplates: wasMock ? {} : base.requestTemplates,
  };
}

export interface IntegrationEditorProps {
  method: LoadedMethod;
  edit: (patch: MethodPatch) => void;
  disabled: boolean;
}

function Backend({ integration, change, disabled }: PartProps) {
  return (
    <Section title="Backend" boxed>
      <div className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-[140px_minmax(0,1fr)]">
          <Field label="HTTP method">
            {(parts) => (
              <Select
                {...parts}
                value={integration.httpMethod ?? 'ANY'}
                disabled={disabled}
                onValueChange={(httpMethod) => change({ httpMethod })}
                options={httpMethods.map((value) => ({ value, label: value }))}
              />
            )}
          </Field>
          <Field label="URL" hint="May hold {parameters} mapped below and ${stageVariables.name} after the scheme.">
            {(parts) => (
              <Input
                {...parts}
                mono
                placeholder="https://backend.example.com/pets/{petId}"
                value={integration.uri ?? ''}
                disabled={disabled}
                spellCheck={false}
                onChange={(event) => change({ uri: event.target.value || null })}
              />
            )}
          </Field>
        </div>
        <Field
          label="Timeout"
          hint={`From ${integrationTimeoutMs.min} to ${integrationTimeoutMs.max} ms; then callers get 504.`}
        >
          {(parts) => (
            <Input
              {...parts}
              className="max-w-44"
              inputMode="numeric"
              after="ms"
              value={String(integration.timeoutInMillis)}
              disabled={disabled}
              onChange={(event) => change({ timeoutInMillis: Number(event.target.value) })}
            />
          )}
        </Field>
      </div>
    </Section>
  );
}

type PartProps = {
  integration: Integration;
  change: (part: Partial<Integration>) => void;
  disabled: boolean;
};

function RequestMapping({ integration, change, disabled }: PartProps) {
  return (
    <>
      <Section title="Parameters of the backend request" boxed>
        <RecordEditor
          label="Mappings"
          hint="integration.request.path.petId from method.request.path.petId, or from 'a fixed value'."
          noun="mapping"
          nameLabel="Backend parameter"
          valueLabel="Comes from"
          namePlaceholder="integration.request.header.x-team"
          valuePlaceholder="method.request.header.x-team"
          value={integration.requestParameters}
          onChange={(requestParameters) => change({ requestParameters })}
          disabled={disabled}
        />
      </Section>
      {integration.type === 'HTTP_PROXY' ? null : <RequestTemplates {...{ integration, change, disabled }} />}
    </>
  );
}

function RequestTemplates({ integration, change, disabled }: PartProps) {
  return (
    <Section
      title={integration.type === 'MOCK' ? 'Which response' : 'Body of the backend request'}
      description={
        integration.type === 'MOCK'
          ? 'The template gives {"statusCode": N}; N chooses the response.'
          : 'A template per content type of the request.'
      }
      boxed
    >
      <div className="grid gap-4">
        <TemplatesEditor
          noun="request"
          value={integration.requestTemplates}
          onChange={(requestTemplates) => change({ requestTemplates })}
          disabled={disabled}
        />
        <Field label="Without a fitting template" hint={passthroughHints[integration.passthroughBehavior]}>
          {(parts) => (
            <Select
              {...parts}
              className="max-w-72"
              value={integration.passthroughBehavior}
              disabled={disabled}
              onValueChange={(value) => change({ passthroughBehavior: value as Integration['passthroughBehavior'] })}
              options={passthroughBehaviors.map((value) => ({ value, label: value }))}
            />
          )}
        </Field>
      </div>
    </Section>
  );
}

/** What a method calls, and how the request gets there. */
export function IntegrationEditor({ method, edit, disabled }: IntegrationEditorProps) {
  const { integration } = method;
  const choose = (type: IntegrationType) => edit({ integration: ofType(integration, type, method) });
  if (!integration) {
    return (
      <EmptyState
        title="No integration"
        description="The method cannot be deployed until it has something to call."
        action={disabled ? undefined : <Button onClick={() => choose('MOCK')}>Start with a mock</Button>}
      />
    );
  }
  const change = (part: Partial<Integration>) => edit({ integration: { ...integration, ...part } });
  const known = types.some(({ value }) => value === integration.type);
  const part = { integration, change, disabled };
  return (
    <div className="grid gap-6">
      {known ? null : (
        <Banner tone="warning" title={`${integration.type} cannot be deployed in this version`}>
          It is kept as it was imported. Choose another type to serve the method now.
        </Banner>
      )}
      <RadioGroup
        aria-label="Type of the integration"
        variant="cards"
        value={integration.type}
        disabled={disabled}
        onValueChange={(value) => choose(value as IntegrationType)}
        options={types}
      />
      {integration.type === 'MOCK' ? (
        <RequestTemplates {...part} key="mock" />
      ) : (
        <>
          <Backend {...part} />
          <RequestMapping {...part} key={integration.type} />
        </>
      )}
    </div>
  );
}
