'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { MethodPatch } from '#core/methods/input.ts';
import type { Integration, IntegrationResponse } from '#core/integrations/schema.ts';
import type { MethodResponse } from '#core/methods/schema.ts';
import { Field } from '../form/field.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { Section } from '../ui/section.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { isProxy, kindOf } from './integration-kinds.ts';
import { ContentHandlingField } from './integration-transfer.tsx';
import { ModelsByType } from './models-by-type.tsx';
import { RecordEditor } from './record-editor.tsx';
import { TemplatesEditor } from './templates-editor.tsx';
import type { LoadedMethod } from './use-method-draft.ts';

export interface ResponseEditorProps {
  apiId: string;
  method: LoadedMethod;
  edit: (patch: MethodPatch) => void;
  disabled: boolean;
}

const emptyMethodResponse = (statusCode: string): MethodResponse => ({
  statusCode,
  responseParameters: {},
  responseModels: {},
});

function emptyIntegrationResponse(statusCode: string, isFirst: boolean): IntegrationResponse {
  return {
    statusCode,
    selectionPattern: isFirst ? null : statusCode,
    responseParameters: {},
    responseTemplates: {},
    contentHandling: null,
  };
}

const STATUS_PATTERN_HINT =
  'A regular expression against the status of the backend, such as 4\\d{2}; empty for the default.';
const PATTERN_HINTS = {
  MOCK: 'A regular expression against the status code of the request template; empty for the default.',
  LAMBDA: 'A regular expression against the errorMessage of a function that failed; empty for the default.',
  AWS: STATUS_PATTERN_HINT,
  HTTP: STATUS_PATTERN_HINT,
  HTTP_PROXY: STATUS_PATTERN_HINT,
  AWS_PROXY: STATUS_PATTERN_HINT,
};

type StatusProps = ResponseEditorProps & { statusCode: string };

function MappedResponse({ method, edit, disabled, statusCode }: StatusProps) {
  const { integration } = method;
  const response = integration?.integrationResponses.find((each) => each.statusCode === statusCode);
  if (!integration || !response) return null;
  const change = (part: Partial<IntegrationResponse>) => {
    const integrationResponses = integration.integrationResponses.map((each) =>
      each === response ? { ...each, ...part } : each,
    );
    // A header that is mapped has to be declared, so mapping it declares it.
    const mapped = Object.keys(part.responseParameters ?? {});
    const methodResponses = method.methodResponses.map((each) =>
      each.statusCode === statusCode
        ? {
            ...each,
            responseParameters: {
              ...Object.fromEntries(mapped.map((key) => [key, false])),
              ...each.responseParameters,
            },
          }
        : each,
    );
    edit({ integration: { ...integration, integrationResponses }, ...(mapped.length > 0 ? { methodResponses } : {}) });
  };
  return (
    <>
      <Field label="Chosen when" hint={PATTERN_HINTS[kindOf(integration)]} required={false}>
        {(parts) => (
          <Input
            {...parts}
            mono
            className="max-w-72"
            value={response.selectionPattern ?? ''}
            disabled={disabled}
            onChange={(event) => change({ selectionPattern: event.target.value || null })}
          />
        )}
      </Field>
      <RecordEditor
        label="Headers"
        hint="method.response.header.x-total from integration.response.header.x-total, or from 'a fixed value'."
        noun="header"
        nameLabel="Header of the response"
        valueLabel="Comes from"
        namePlaceholder="method.response.header.x-total"
        valuePlaceholder="integration.response.header.x-total"
        value={response.responseParameters}
        onChange={(responseParameters) => change({ responseParameters })}
        disabled={disabled}
      />
      <div className="grid gap-1.5">
        <p className="font-medium">Body</p>
        <TemplatesEditor
          noun={`${statusCode} response`}
          value={response.responseTemplates}
          onChange={(responseTemplates) => change({ responseTemplates })}
          disabled={disabled}
        />
      </div>
      <div className="max-w-72">
        <ContentHandlingField
          noun="response"
          value={response.contentHandling}
          onChange={(contentHandling) => change({ contentHandling })}
          disabled={disabled}
        />
      </div>
    </>
  );
}

function DeclaredResponse({ apiId, method, edit, disabled, statusCode }: StatusProps) {
  const declared = method.methodResponses.find((each) => each.statusCode === statusCode);
  if (!declared) return null;
  return (
    <div className="grid gap-1.5">
      <p className="font-medium">Models</p>
      <ModelsByType
        apiId={apiId}
        noun={`${statusCode} response`}
        value={declared.responseModels}
        onChange={(responseModels) =>
          edit({
            methodResponses: method.methodResponses.map((each) =>
              each === declared ? { ...each, responseModels } : each,
            ),
          })
        }
        disabled={disabled}
      />
    </div>
  );
}

function AddStatus({ taken, onAdd }: { taken: ReadonlySet<string>; onAdd: (statusCode: string) => void }) {
  const [status, setStatus] = useState('');
  const valid = /^[1-5]\d\d$/.test(status) && !taken.has(status);
  function add() {
    if (!valid) return;
    onAdd(status);
    setStatus('');
  }
  return (
    <div className="flex gap-2">
      <Input
        mono
        className="w-24"
        aria-label="Status code of a new response"
        placeholder="404"
        inputMode="numeric"
        value={status}
        onChange={(event) => setStatus(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add();
        }}
      />
      <Button icon={<Plus aria-hidden="true" />} disabled={!valid} onClick={add}>
        Add response
      </Button>
    </div>
  );
}

/** What callers get: per status code which backend answer leads to it, its headers, body and models. */
export function ResponseEditor(props: ResponseEditorProps) {
  const { method, edit, disabled } = props;
  const { integration, methodResponses } = method;
  const mapped = integration?.integrationResponses ?? [];
  const passesThrough = isProxy(integration);
  const statuses = [...new Set([...methodResponses, ...mapped].map(({ statusCode }) => statusCode))].toSorted();

  function write(next: Integration | null, responses: MethodResponse[]) {
    edit({ integration: next, methodResponses: responses });
  }
  function add(statusCode: string) {
    const declared = methodResponses.some((each) => each.statusCode === statusCode)
      ? methodResponses
      : [...methodResponses, emptyMethodResponse(statusCode)];
    const next =
      integration && !passesThrough
        ? {
            ...integration,
            integrationResponses: [...mapped, emptyIntegrationResponse(statusCode, mapped.length === 0)],
          }
        : integration;
    write(next, declared);
  }
  function remove(statusCode: string) {
    write(
      integration && { ...integration, integrationResponses: mapped.filter((each) => each.statusCode !== statusCode) },
      methodResponses.filter((each) => each.statusCode !== statusCode),
    );
  }
  return (
    <div className="grid gap-6">
      {passesThrough ? (
        <Banner title="The backend's answer is passed through">
          The responses below describe it in documentation and SDKs; they change nothing on the way.
        </Banner>
      ) : null}
      {statuses.length === 0 ? <p className="text-muted">No response is declared yet.</p> : null}
      {statuses.map((statusCode) => (
        <Section
          key={statusCode}
          title={<StatusBadge status={Number(statusCode)} />}
          actions={
            disabled ? null : (
              <Button size="sm" variant="ghost" onClick={() => remove(statusCode)}>
                Remove {statusCode}
              </Button>
            )
          }
          boxed
        >
          <div className="grid gap-4">
            {passesThrough ? null : <MappedResponse {...props} statusCode={statusCode} />}
            <DeclaredResponse {...props} statusCode={statusCode} />
          </div>
        </Section>
      ))}
      {disabled ? null : <AddStatus taken={new Set(statuses)} onAdd={add} />}
    </div>
  );
}
