'use client';

import { Fragment, useState } from 'react';
import type { MethodPatch } from '#core/methods/input.ts';
import { type Integration, passthroughBehaviors } from '#core/integrations/schema.ts';
import { Field } from '../form/field.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { AwsBackend } from './aws-backend.tsx';
import { HttpBackend } from './http-backend.tsx';
import { IntegrationCache } from './integration-cache.tsx';
import { type IntegrationKind, integrationKinds, integrationOfKind, isProxy, kindOf } from './integration-kinds.ts';
import type { IntegrationPartProps } from './integration-part.ts';
import { IntegrationTransfer } from './integration-transfer.tsx';
import { LambdaBackend } from './lambda-backend.tsx';
import { RecipeMenu } from './recipe-menu.tsx';
import { RecordEditor } from './record-editor.tsx';
import { TemplatesEditor } from './templates-editor.tsx';
import type { LoadedMethod } from './use-method-draft.ts';

const passthroughHints = {
  WHEN_NO_MATCH: 'A body whose content type has no template is passed on as it is.',
  WHEN_NO_TEMPLATES: 'Passed on only when there is no template at all; otherwise 415.',
  NEVER: 'A body without a template of its content type gets 415.',
} as const;

export interface IntegrationEditorProps {
  method: LoadedMethod;
  edit: (patch: MethodPatch) => void;
  disabled: boolean;
}

function RequestMapping({ integration, change, disabled }: IntegrationPartProps) {
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
      {isProxy(integration) ? null : <RequestTemplates {...{ integration, change, disabled }} />}
    </>
  );
}

function RequestTemplates({ integration, change, disabled }: IntegrationPartProps) {
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

const BACKENDS = {
  HTTP: HttpBackend,
  HTTP_PROXY: HttpBackend,
  AWS: AwsBackend,
  AWS_PROXY: LambdaBackend,
  LAMBDA: LambdaBackend,
};

/** What a method calls, and how the request gets there. */
export function IntegrationEditor({ method, edit, disabled }: IntegrationEditorProps) {
  const { integration } = method;
  // Editors hold what is typed: a recipe, and taking it back, make them begin anew.
  const [recipes, setRecipes] = useState(0);
  const choose = (kind: IntegrationKind) => edit({ integration: integrationOfKind(integration, kind, method) });
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
  const kind = kindOf(integration);
  const part = { integration, change, disabled };
  const Backend = kind === 'MOCK' ? null : BACKENDS[kind];
  return (
    <div className="grid gap-6">
      <RadioGroup
        aria-label="Type of the integration"
        className="md:grid-cols-2 xl:grid-cols-3"
        variant="cards"
        value={kind}
        disabled={disabled}
        onValueChange={(value) => choose(value as IntegrationKind)}
        options={integrationKinds}
      />
      {kind === 'AWS' && !disabled ? (
        <RecipeMenu method={method} edit={edit} onChosen={() => setRecipes(recipes + 1)} />
      ) : null}
      {Backend ? (
        <Fragment key={recipes}>
          <Backend {...part} key={`${kind} backend`} />
          {kind === 'AWS_PROXY' ? null : <RequestMapping {...part} key={`${kind} mapping`} />}
          <IntegrationTransfer {...part} />
          <IntegrationCache {...part} method={method} />
        </Fragment>
      ) : (
        <RequestTemplates {...part} key="mock" />
      )}
    </div>
  );
}
