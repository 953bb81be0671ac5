'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { cacheClusterSizes, defaultMethodSetting, methodSettingSchema } from '#core/stages/schema.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { NumberField } from '../form/number-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { SwitchField } from '../form/switch-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Section } from '../ui/section.tsx';
import { toastDone } from '../ui/toast.tsx';
import { ALL_METHODS } from './method-setting-key.ts';
import { useStageChanges } from './use-stage-changes.ts';
import { useStageUpdate } from './use-stage-update.ts';

type Stage = Outputs['stages']['get'];

const formSchema = z.object({
  cacheClusterEnabled: z.boolean(),
  cacheClusterSize: z.enum(cacheClusterSizes),
  all: methodSettingSchema.pick({ cachingEnabled: true, cacheTtlInSeconds: true }),
});

function FlushCache({ stage }: { stage: Stage }) {
  const trpc = useTRPC();
  const [asking, setAsking] = useState(false);
  const flush = useMutation(trpc.stages.flushCache.mutationOptions({ onSuccess: useStageChanges() }));
  const { apiId, stageName } = stage;
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Flush cache
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Flush the cache of ${stageName}?`}
        description="Every node forgets the answers that it kept."
        consequences={[
          { text: 'The next request of each kind goes to its backend, all of them at about the same time' },
        ]}
        confirmLabel={`Flush the cache of ${stageName}`}
        onConfirm={async () => {
          await flush.mutateAsync({ apiId, stageName });
          toastDone(`The cache of ${stageName} is flushed`);
        }}
      />
    </>
  );
}

/** The cache of a stage: whether it has one, its size, and how long answers are kept when a method says nothing else. */
export function StageCache({ stage, mayWrite }: { stage: Stage; mayWrite: boolean }) {
  const update = useStageUpdate(stage);
  const all = stage.methodSettings[ALL_METHODS];
  const form = useSchemaForm(formSchema, {
    cacheClusterEnabled: stage.cacheClusterEnabled,
    cacheClusterSize: stage.cacheClusterSize ?? cacheClusterSizes[0],
    all: {
      // A cache that is switched on for the first time is meant to cache.
      cachingEnabled: stage.cacheClusterEnabled ? (all?.cachingEnabled ?? false) : true,
      cacheTtlInSeconds: (all ?? defaultMethodSetting).cacheTtlInSeconds,
    },
  });
  const { control } = form;
  const isOn = useWatch({ control, name: 'cacheClusterEnabled' });
  return (
    <Section
      title="Cache"
      description="Answers are kept and given again without asking the backend."
      actions={mayWrite && stage.cacheClusterEnabled ? <FlushCache stage={stage} /> : null}
      boxed
    >
      <Form
        form={form}
        onSubmit={async ({ cacheClusterEnabled, cacheClusterSize, all: caching }) => {
          const methodSettings = {
            ...stage.methodSettings,
            [ALL_METHODS]: { ...defaultMethodSetting, ...all, ...caching },
          };
          await update(
            cacheClusterEnabled ? { cacheClusterEnabled, cacheClusterSize, methodSettings } : { cacheClusterEnabled },
          );
          toastDone(
            cacheClusterEnabled ? `${stage.stageName} has a cache` : `${stage.stageName} has no cache any more`,
          );
        }}
      >
        <SwitchField
          control={control}
          name="cacheClusterEnabled"
          label="Cache of this stage"
          hint={isOn ? undefined : 'Off: each request reaches its backend.'}
          disabled={!mayWrite}
        />
        {isOn ? (
          <>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <SelectField
                control={control}
                name="cacheClusterSize"
                label="Size"
                hint="The most memory that it takes at each node; another size begins empty."
                options={cacheClusterSizes.map((value) => ({ value, label: `${value} GB` }))}
                disabled={!mayWrite}
              />
              <NumberField
                control={control}
                name="all.cacheTtlInSeconds"
                label="Default time to live"
                hint="Unless a method’s settings say another. 0 keeps nothing."
                unit="seconds"
                min={0}
                max={3600}
                step={1}
                disabled={!mayWrite}
              />
            </div>
            <SwitchField
              control={control}
              name="all.cachingEnabled"
              label="Cache all GET methods"
              hint="Off: only the methods whose own settings switch caching on."
              disabled={!mayWrite}
            />
          </>
        ) : null}
        {mayWrite ? <FormActions control={control} submitLabel="Save cache" requireChange /> : null}
      </Form>
    </Section>
  );
}
