'use client';

import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { accessLogFormatProblems } from '#core/stages/access-log-problems.ts';
import { accessLogPresets } from '#core/stages/access-log-formats.ts';
import { accessLogSettingsSchema } from '#core/stages/schema.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { SwitchField } from '../form/switch-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import type { Outputs } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code.tsx';
import { Section } from '../ui/section.tsx';
import { toastDone } from '../ui/toast.tsx';
import { accessLogExample, presetNames } from './access-log-example.ts';
import { useStageUpdate } from './use-stage-update.ts';

type Stage = Outputs['stages']['get'];

const formSchema = z
  .object({ isOn: z.boolean(), format: z.string().trim() })
  .superRefine(({ isOn, format }, context) => {
    if (!isOn) return;
    const length = accessLogSettingsSchema.shape.format.safeParse(format).error?.issues.map(({ message }) => message);
    for (const message of length ?? accessLogFormatProblems(format)) {
      context.addIssue({ code: 'custom', message, path: ['format'] });
    }
  });

/** One line for each request of a stage, as its format says. */
export function StageAccessLog({ stage, mayWrite }: { stage: Stage; mayWrite: boolean }) {
  const update = useStageUpdate(stage);
  const { accessLogSettings } = stage;
  const form = useSchemaForm(formSchema, {
    isOn: accessLogSettings !== null,
    format: accessLogSettings?.format ?? accessLogPresets.JSON,
  });
  const { control } = form;
  const [isOn, format] = useWatch({ control, name: ['isOn', 'format'] });
  return (
    <Section title="Access log" description="One line for each request, written by the node that served it." boxed>
      <Form
        form={form}
        onSubmit={async (values) => {
          const destinationArn = accessLogSettings?.destinationArn ?? null;
          await update({ accessLogSettings: values.isOn ? { format: values.format, destinationArn } : null });
          toastDone(values.isOn ? 'The access log is on' : 'The access log is off');
        }}
      >
        <SwitchField
          control={control}
          name="isOn"
          label="Access log of this stage"
          hint={isOn ? undefined : 'Off: nodes write no line per request; dashboards count all the same.'}
          disabled={!mayWrite}
        />
        {isOn ? (
          <>
            {mayWrite ? (
              <div className="flex flex-wrap items-center gap-2" role="group" aria-label="Formats to start from">
                <span className="text-muted">Start from</span>
                {presetNames.map((name) => (
                  <Button
                    key={name}
                    size="sm"
                    aria-pressed={format === accessLogPresets[name]}
                    onClick={() =>
                      form.setValue('format', accessLogPresets[name], { shouldDirty: true, shouldValidate: true })
                    }
                  >
                    {name}
                  </Button>
                ))}
              </div>
            ) : null}
            <TextField
              control={control}
              name="format"
              label="Format"
              hint="A single line with $context variables; $context.requestId or $context.extendedRequestId must be one."
              rows={5}
              mono
              disabled={!mayWrite}
            />
            <CodeBlock title="A line of it" code={accessLogExample(format)} wrap maxHeightPx={160} />
          </>
        ) : null}
        {mayWrite ? <FormActions control={control} submitLabel="Save access log" requireChange /> : null}
      </Form>
    </Section>
  );
}
