'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { updateStageInput } from '#core/stages/input.ts';
import { type MethodSetting, defaultMethodSetting, methodSettingSchema } from '#core/stages/schema.ts';
import { stageVariablesSchema } from '#core/stages/variables.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { KeyValueField } from '../form/key-value-field.tsx';
import { NumberField } from '../form/number-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Section } from '../ui/section.tsx';
import { toastDone } from '../ui/toast.tsx';

type Stage = Outputs['stages']['get'];

const ALL_METHODS = '*/*';

const formSchema = z.object({
  description: updateStageInput.shape.description.unwrap(),
  variables: stageVariablesSchema,
  throttle: methodSettingSchema.pick({ throttlingRateLimit: true, throttlingBurstLimit: true }),
});

/** The settings of a stage that apply at once: description, variables, the throttle of all methods. */
export function StageSettings({ stage, mayWrite }: { stage: Stage; mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.stages.update.mutationOptions());
  const all: MethodSetting = stage.methodSettings[ALL_METHODS] ?? defaultMethodSetting;
  const form = useSchemaForm(formSchema, {
    description: stage.description,
    variables: stage.variables,
    throttle: { throttlingRateLimit: all.throttlingRateLimit, throttlingBurstLimit: all.throttlingBurstLimit },
  });
  const { control } = form;
  return (
    <Section title="Settings" description="They apply at once, without a deployment." boxed>
      <Form
        form={form}
        onSubmit={async ({ description, variables, throttle }) => {
          await update.mutateAsync({
            apiId: stage.apiId,
            stageName: stage.stageName,
            expectedRevision: stage.revision,
            description,
            variables,
            methodSettings: { ...stage.methodSettings, [ALL_METHODS]: { ...all, ...throttle } },
          });
          await queries.invalidateQueries(trpc.stages.pathFilter());
          toastDone(`Settings of ${stage.stageName} saved`);
        }}
      >
        <TextField
          control={control}
          name="description"
          label="Description"
          rows={2}
          disabled={!mayWrite}
          required={false}
        />
        <KeyValueField
          control={control}
          name="variables"
          label="Stage variables"
          hint="Used in the design as ${stageVariables.name}."
          noun="variable"
          disabled={!mayWrite}
          required={false}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            control={control}
            name="throttle.throttlingRateLimit"
            label="Rate of every method"
            unit="per second"
            min={0}
            whenEmpty={null}
            disabled={!mayWrite}
            required={false}
          />
          <NumberField
            control={control}
            name="throttle.throttlingBurstLimit"
            label="Burst of every method"
            unit="requests"
            min={0}
            step={1}
            whenEmpty={null}
            disabled={!mayWrite}
            required={false}
          />
        </div>
        {mayWrite ? <FormActions control={control} submitLabel="Save settings" requireChange /> : null}
      </Form>
    </Section>
  );
}
