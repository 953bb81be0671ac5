'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useController, useWatch } from 'react-hook-form';
import { useCan } from '../console/me.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { LinesField } from '../form/lines-field.tsx';
import { NumberField } from '../form/number-field.tsx';
import { SwitchField } from '../form/switch-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { toastDone } from '../ui/toast.tsx';
import { corsConfigurationOf, corsFormSchema, corsValues, toggledMethod } from './cors-values.ts';
import { ApiSettingsFrame } from './settings-frame.tsx';

const METHODS = ['*', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

type CorsForm = ReturnType<typeof useCorsForm>;

function useCorsForm(api: Outputs['apis']['get']) {
  return useSchemaForm(corsFormSchema, corsValues(api.corsConfiguration));
}

function MethodsField({ form, disabled }: { form: CorsForm; disabled: boolean }) {
  const { field } = useController({ control: form.control, name: 'cors.allowMethods' });
  return (
    <fieldset>
      <legend className="mb-1 font-medium">Methods</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {METHODS.map((method) => (
          <label key={method} className="flex items-center gap-1.5">
            <Checkbox
              checked={field.value.includes(method)}
              disabled={disabled}
              onCheckedChange={() => field.onChange(toggledMethod(field.value, method))}
            />
            {method === '*' ? 'Any' : <span className="font-mono">{method}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function CorsFields({ form, disabled }: { form: CorsForm; disabled: boolean }) {
  const { control } = form;
  const [origins, withCredentials] = useWatch({ control, name: ['cors.allowOrigins', 'cors.allowCredentials'] });
  return (
    <>
      <LinesField
        control={control}
        name="cors.allowOrigins"
        label="Origins"
        placeholder="https://app.example.com"
        hint="One on each line, with scheme and without a path: https://app.example.com, https://*.example.com; * alone is any."
        disabled={disabled}
      />
      <MethodsField form={form} disabled={disabled} />
      <LinesField
        control={control}
        name="cors.allowHeaders"
        label="Request headers"
        hint="Those that scripts may send, one on each line; * alone is any."
        required={false}
        disabled={disabled}
      />
      <LinesField
        control={control}
        name="cors.exposeHeaders"
        label="Response headers"
        hint="Those that scripts may read beyond the few that they always may."
        required={false}
        disabled={disabled}
      />
      <NumberField
        control={control}
        name="cors.maxAge"
        label="Browsers keep a preflight’s answer for"
        hint="Empty leaves it to the browser."
        unit="seconds"
        min={0}
        max={86_400}
        step={1}
        whenEmpty={null}
        required={false}
        disabled={disabled}
        className="max-w-72"
      />
      <SwitchField
        control={control}
        name="cors.allowCredentials"
        label="Credentials"
        hint="Cookies and client certificates may be sent, and answers to them read."
        disabled={disabled}
      />
      {withCredentials && origins.includes('*') ? (
        <Banner tone="warning" title="Credentials do not go together with any origin">
          Browsers refuse such answers, and any site could act in the name of your users. The gateway leaves credentials
          off until the origins are named.
        </Banner>
      ) : null}
    </>
  );
}

function CorsSettings({ api, mayWrite }: { api: Outputs['apis']['get']; mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.apis.update.mutationOptions());
  const form = useCorsForm(api);
  const isOn = useWatch({ control: form.control, name: 'isOn' });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await update.mutateAsync({ apiId: api.id, corsConfiguration: corsConfigurationOf(values) });
        form.reset(values);
        await queries.invalidateQueries(trpc.apis.pathFilter());
        toastDone(values.isOn ? 'Cross-origin access is saved' : 'Cross-origin access is off', {
          description: 'Stages take it up with the next deployment.',
        });
      }}
    >
      <Card className="grid gap-4">
        <SwitchField
          control={form.control}
          name="isOn"
          label="Let scripts of other origins call this API"
          hint={
            isOn
              ? 'The gateway answers preflight requests by itself, except on paths that have an OPTIONS method, and puts the headers on every answer, errors included.'
              : 'Off: the gateway adds no cross-origin headers; browsers let only pages of the API’s own origin read its answers, unless methods answer OPTIONS themselves.'
          }
          disabled={!mayWrite}
        />
        {isOn ? <CorsFields form={form} disabled={!mayWrite} /> : null}
      </Card>
      {mayWrite ? <FormActions control={form.control} submitLabel="Save cross-origin access" requireChange /> : null}
    </Form>
  );
}

/** Cross-origin access to an API as one switch. */
export function CorsPage({ apiId }: { apiId: string }) {
  const mayWrite = useCan('apis.write');
  return (
    <ApiSettingsFrame
      apiId={apiId}
      title="Cross-origin access"
      description="Which pages’ scripts may call the API from a browser (CORS). Stages take changes up with the next deployment."
    >
      {(api) => (
        <div className="max-w-180">
          <CorsSettings api={api} mayWrite={mayWrite} />
        </div>
      )}
    </ApiSettingsFrame>
  );
}
