'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { restApiSchema } from '#core/apis/schema.ts';
import { changedValues } from '../form/changed-values.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { KeyValueField } from '../form/key-value-field.tsx';
import { LinesField } from '../form/lines-field.tsx';
import { NumberField } from '../form/number-field.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { SwitchField } from '../form/switch-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Section } from '../ui/section.tsx';
import { toastDone } from '../ui/toast.tsx';

type Api = Outputs['apis']['get'];

const formSchema = restApiSchema.pick({
  name: true,
  description: true,
  version: true,
  behavior: true,
  apiKeySource: true,
  binaryMediaTypes: true,
  minimumCompressionSize: true,
  disableExecuteApiEndpoint: true,
  tags: true,
});

const behaviors = [
  { value: 'friendly', label: 'Friendly', hint: 'Precise error messages, and 404 for unknown paths.' },
  { value: 'aws-strict', label: 'Strict', hint: 'Status codes and messages exactly as AWS API Gateway gives them.' },
];

const keySources = [
  { value: 'HEADER', label: 'Header', hint: 'Callers send their key in the header x-api-key.' },
  {
    value: 'AUTHORIZER',
    label: 'Authorizer',
    hint: 'The authorizer of the method names the key in the usageIdentifierKey of its answer.',
  },
];

/** The settings of an API that a person may change. */
export function ApiSettingsForm({ api, mayWrite }: { api: Api; mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.apis.update.mutationOptions());
  const { name, description, version, behavior, apiKeySource, binaryMediaTypes, tags } = api;
  const { minimumCompressionSize, disableExecuteApiEndpoint } = api;
  const form = useSchemaForm(formSchema, {
    ...{ name, description, version, behavior, apiKeySource, binaryMediaTypes, tags },
    ...{ minimumCompressionSize, disableExecuteApiEndpoint },
  });
  const { control } = form;
  const disabled = !mayWrite;
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const next = { ...values, version: values.version || null };
        await update.mutateAsync({ apiId: api.id, ...changedValues(form.formState.defaultValues, next) });
        form.reset(values);
        await queries.invalidateQueries(trpc.apis.pathFilter());
        toastDone(`The settings of ${values.name} are saved`);
      }}
      className="gap-8"
    >
      <Section title="About" boxed>
        <div className="grid gap-4">
          <TextField control={control} name="name" label="Name" disabled={disabled} />
          <TextField
            control={control}
            name="description"
            label="Description"
            rows={3}
            required={false}
            disabled={disabled}
          />
          <TextField
            control={control}
            name="version"
            label="API version"
            hint="As the OpenAPI description says it; SDKs and the portal show it. Deployments have their own numbers."
            required={false}
            disabled={disabled}
          />
          <KeyValueField
            control={control}
            name="tags"
            label="Tags"
            noun="tag"
            nameLabel="Key"
            disabled={disabled}
            required={false}
          />
        </div>
      </Section>
      <Section title="Answers and keys" boxed>
        <div className="grid gap-4">
          <RadioField
            control={control}
            name="behavior"
            label="Answers"
            options={behaviors}
            variant="cards"
            disabled={disabled}
          />
          <RadioField
            control={control}
            name="apiKeySource"
            label="API key source"
            options={keySources}
            variant="cards"
            disabled={disabled}
          />
        </div>
      </Section>
      <Section title="Bodies and addresses" boxed>
        <div className="grid gap-4">
          <LinesField
            control={control}
            name="binaryMediaTypes"
            label="Binary media types"
            hint="One on each line, such as image/png or */*. Bodies of these types are bytes: functions get them as base64, and content handling converts them."
            required={false}
            disabled={disabled}
          />
          <NumberField
            control={control}
            name="minimumCompressionSize"
            label="Compress responses from"
            hint="Empty is off. Callers that send Accept-Encoding with gzip or deflate get bodies of this size and more compressed; compressed requests are read in any case."
            unit="bytes"
            min={0}
            max={10_485_760}
            step={1}
            whenEmpty={null}
            required={false}
            disabled={disabled}
          />
          <SwitchField
            control={control}
            name="disableExecuteApiEndpoint"
            label="Switch the default addresses off"
            hint="Calls under the API’s id are then refused with 403. Nodes of this version serve no custom domain names, so nothing else answers."
            disabled={disabled}
          />
        </div>
      </Section>
      {mayWrite ? <FormActions control={control} submitLabel="Save settings" requireChange /> : null}
    </Form>
  );
}
