'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { errorDetails } from '../error-details.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Section } from '../ui/section.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';
import { MethodThrottles } from './method-throttles.tsx';
import { StagePicker } from './stage-picker.tsx';

type Plan = Outputs['plans']['get'];

/** The stages that a plan opens, each with the throttles of its single methods. */
export function PlanStages({ plan, mayWrite }: { plan: Plan; mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(trpc.plans.pathFilter());
  const addStage = useMutation(trpc.plans.addStage.mutationOptions({ onSuccess: refresh }));
  const removeStage = useMutation(trpc.plans.removeStage.mutationOptions({ onSuccess: refresh }));
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Plan['stages'][number] | null>(null);

  async function add(stage: { apiId: string; stageName: string }) {
    try {
      await addStage.mutateAsync({ planId: plan.id, ...stage });
      toastDone(`The keys of ${plan.name} open ${stage.stageName} now`);
      setAdding(false);
    } catch (error) {
      toastFailed('The stage was not added', { description: errorDetails(error).message });
    }
  }
  return (
    <Section
      title="Stages"
      description="What the keys of this plan open."
      actions={
        mayWrite ? (
          <Button size="sm" onClick={() => setAdding(true)}>
            Add stage
          </Button>
        ) : null
      }
      boxed
    >
      {plan.stages.length === 0 ? (
        <p className="text-muted">None yet, so the keys of this plan open nothing.</p>
      ) : (
        <ul className="grid gap-3">
          {plan.stages.map((stage) => (
            <li key={`${stage.apiId}/${stage.stageName}`} className="grid gap-1">
              <div className="flex items-center gap-2">
                <TextLink
                  className="min-w-0 grow truncate"
                  href={`/apis/${stage.apiId}/stages/${encodeURIComponent(stage.stageName)}`}
                >
                  {stage.apiName} <span className="font-mono">{stage.stageName}</span>
                </TextLink>
                {mayWrite ? (
                  <IconButton
                    size="sm"
                    label={`Remove ${stage.apiName} ${stage.stageName}`}
                    icon={<Trash2 aria-hidden="true" />}
                    onClick={() => setRemoving(stage)}
                  />
                ) : null}
              </div>
              <MethodThrottles planId={plan.id} stage={stage} mayWrite={mayWrite} />
            </li>
          ))}
        </ul>
      )}
      <Sheet open={adding} onOpenChange={setAdding} title={`Add a stage to ${plan.name}`}>
        <StagePicker onPick={add} taken={plan.stages} />
      </Sheet>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Remove ${removing?.apiName} ${removing?.stageName} from ${plan.name}?`}
        consequences={[
          {
            text:
              plan.keyCount === 1
                ? '1 key is refused there within a second'
                : `${plan.keyCount.toLocaleString('en-US')} keys are refused there within a second`,
          },
        ]}
        confirmLabel="Remove stage"
        danger
        onConfirm={async () => {
          if (removing) {
            await removeStage.mutateAsync({ planId: plan.id, apiId: removing.apiId, stageName: removing.stageName });
          }
        }}
      />
    </Section>
  );
}
