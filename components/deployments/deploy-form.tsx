'use client';

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { canaryInput } from '#core/stages/input.ts';
import { stageNameSchema } from '#core/stages/schema.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { KeyValueField } from '../form/key-value-field.tsx';
import { NumberField } from '../form/number-field.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useStageChanges } from '../stages/use-stage-changes.ts';
import { DeployProgress } from './deploy-progress.tsx';
import { DesignChanges } from './design-changes.tsx';
import { ProblemList } from './problem-list.tsx';

type Stage = Outputs['stages']['list']['items'][number];

const NEW_STAGE = '+';

const formSchema = z
  .object({
    stage: z.string(),
    newStage: z.string(),
    target: z.enum(['stage', 'canary']),
    description: z.string().trim().max(1024),
    canary: canaryInput,
  })
  .superRefine((values, context) => {
    if (values.stage !== NEW_STAGE) return;
    const name = stageNameSchema.safeParse(values.newStage);
    for (const issue of name.error?.issues ?? []) {
      context.addIssue({ code: 'custom', message: issue.message, path: ['newStage'] });
    }
  });

const targets = (canary: Stage['canary']) => [
  {
    value: 'stage',
    label: 'The whole stage',
    hint: canary
      ? `Not while its canary runs version ${canary.version}: promote or remove it first.`
      : 'All traffic moves at once.',
    disabled: canary !== null,
  },
  {
    value: 'canary',
    label: canary ? `Its canary, now version ${canary.version}` : 'A canary',
    hint: 'A share of the traffic moves; the rest stays on the present version.',
  },
];

function Preview({ apiId, stageName }: { apiId: string; stageName: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.deployments.preview.queryOptions({ apiId, stageName }, { placeholderData: keepPreviousData }),
  );
  if (error)
    return <QueryError title="The changes could not be worked out" error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonLines lines={6} label="Comparing the draft" />;
  const against = data.baseVersion === null ? 'a new stage' : `version ${data.baseVersion}`;
  return (
    <div className="grid gap-3">
      <ProblemList apiId={apiId} problems={data.problems} />
      {data.missingVariables.length > 0 ? (
        <Banner tone="warning" title="Stage variables without a value">
          The draft uses {data.missingVariables.join(', ')}. They are empty until the stage sets them.
        </Banner>
      ) : null}
      <h3 className="font-medium">Changes against {against}</h3>
      {data.changes.length === 0 ? (
        <p className="text-muted">None: the stage already runs this design.</p>
      ) : (
        <DesignChanges changes={data.changes} />
      )}
    </div>
  );
}

function Fields({ apiId, stages, onDone }: { apiId: string; stages: readonly Stage[]; onDone: () => void }) {
  const trpc = useTRPC();
  const refresh = useStageChanges();
  const deploy = useMutation(trpc.deployments.create.mutationOptions());
  const first = stages[0];
  const [deployed, setDeployed] = useState<{ stageName: string; number: number } | null>(null);
  const form = useSchemaForm(formSchema, {
    stage: first?.stageName ?? NEW_STAGE,
    newStage: first ? '' : 'prod',
    target: first?.canary ? ('canary' as const) : ('stage' as const),
    description: '',
    canary: { percentTraffic: 10, stageVariableOverrides: {} },
  });
  const [stage, newStage, target] = useWatch({ control: form.control, name: ['stage', 'newStage', 'target'] });
  const existing = stages.find(({ stageName }) => stageName === stage);
  const stageName = existing?.stageName ?? newStage;
  const toCanary = existing !== undefined && (target === 'canary' || existing.canary !== null);

  if (deployed) {
    return (
      <div className="grid gap-4">
        <DeployProgress apiId={apiId} stageName={deployed.stageName} version={deployed.number} />
        <div className="flex justify-end">
          <Button variant="primary" onClick={onDone}>
            Done
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Form
      form={form}
      onSubmit={async ({ description, canary }) => {
        const { number } = await deploy.mutateAsync({
          apiId,
          stageName,
          description: description || null,
          ...(toCanary ? { canary } : {}),
        });
        await refresh();
        setDeployed({ stageName, number });
      }}
    >
      <SelectField
        control={form.control}
        name="stage"
        label="Stage"
        options={[
          ...stages.map(({ stageName: value, version }) => ({ value, label: value, hint: `Runs version ${version}` })),
          { value: NEW_STAGE, label: 'New stage' },
        ]}
      />
      {existing ? null : (
        <TextField
          control={form.control}
          name="newStage"
          label="Name of the new stage"
          hint="Part of its address: letters, digits, - and _."
          mono
          required
        />
      )}
      {existing ? (
        <RadioField
          control={form.control}
          name="target"
          label="Traffic"
          options={targets(existing.canary)}
          variant="cards"
        />
      ) : null}
      {toCanary ? (
        <>
          <NumberField
            control={form.control}
            name="canary.percentTraffic"
            label="Share of the canary"
            unit="%"
            min={0}
            max={100}
          />
          <KeyValueField
            control={form.control}
            name="canary.stageVariableOverrides"
            label="Stage variables of the canary"
            hint="Only those that differ from the stage's."
            noun="variable"
            required={false}
          />
        </>
      ) : null}
      <TextField control={form.control} name="description" label="What is new" rows={2} required={false} />
      {stageName ? <Preview apiId={apiId} stageName={stageName} /> : null}
      <FormActions
        control={form.control}
        submitLabel={toCanary ? `Deploy to the canary of ${stageName}` : `Deploy to ${stageName || 'stage'}`}
        onCancel={onDone}
      />
    </Form>
  );
}

/** Where to deploy, what that changes, and then how far the nodes are. */
export function DeployForm({ apiId, onDone }: { apiId: string; onDone: () => void }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.stages.list.queryOptions({ apiId }));
  if (error) return <QueryError title="The stages could not be loaded" error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonLines lines={8} label="Loading stages" />;
  return <Fields apiId={apiId} stages={data.items} onDone={onDone} />;
}
