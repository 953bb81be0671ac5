'use client';

import { z } from 'zod';
import { updateStageInput } from '#core/stages/input.ts';
import { stageVariablesSchema } from '#core/stages/variables.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { KeyValueField } from '../form/key-value-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import type { Outputs } from '../trpc.ts';
import { Section } from '../ui/section.tsx';
import { toastDone } from '../ui/toast.tsx';
import { useStageUpdate } from './use-stage-update.ts';

type Stage = Outputs['stages']['get'];

const formSchema = z.object({
  description: updateStageInput.shape.description.unwrap(),
  variables: stageVariablesSchema,
});

/** What a stage is for and the values of its variables. */
export function StageSettings({ stage, mayWrite }: { stage: Stage; mayWrite: boolean }) {
  const update = useStageUpdate(stage);
  const form = useSchemaForm(formSchema, { description: stage.description, variables: stage.variables });
  const { control } = form;
  return (
    <Section title="Settings" description="They apply at once, without a deployment." boxed>
      <Form
        form={form}
        onSubmit={async (values) => {
          await update(values);
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
          hint="Used in the design as ${stageVariables.name}: in backends, roles, mappings and templates."
          noun="variable"
          disabled={!mayWrite}
          required={false}
        />
        {mayWrite ? <FormActions control={control} submitLabel="Save settings" requireChange /> : null}
      </Form>
    </Section>
  );
}
