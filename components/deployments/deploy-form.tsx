'use client';

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useStageChanges } from '../stages/use-stage-changes.ts';
import { CanaryFields } from './canary-fields.tsx';
import { DeployProgress } from './deploy-progress.tsx';
import { DesignChanges } from './design-changes.tsx';
import { ProblemList } from './problem-list.tsx';
import { canaryOf, canaryValues, NEW_STAGE, type Stage, useDeployForm } from './use-deploy-form.ts';

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
  const form = useDeployForm(first);
  const [stage, newStage, target] = useWatch({ control: form.control, name: ['stage', 'newStage', 'target'] });
  const existing = stages.find(({ stageName }) => stageName === stage);
  const stageName = existing?.stageName ?? newStage;
  const { setValue } = form;
  const present = existing?.canary;
  const toCanary = existing !== undefined && (target === 'canary' || existing.canary !== null);
  // What was begun for another stage, or before going back to the whole stage, is no part of this one.
  useEffect(() => setValue('canary', canaryValues(present)), [setValue, present, toCanary]);

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
          ...(toCanary ? { canary: canaryOf(canary) } : {}),
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
      {toCanary ? <CanaryFields control={form.control} /> : null}
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
