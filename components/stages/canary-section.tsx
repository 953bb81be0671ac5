'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { errorDetails } from '../error-details.ts';
import { Field } from '../form/field.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Facts } from '../ui/facts.tsx';
import { Input } from '../ui/input.tsx';
import { Section } from '../ui/section.tsx';
import { Slider } from '../ui/slider.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';
import { CanaryComparison } from './canary-comparison.tsx';
import { CanaryStickinessFields } from './canary-stickiness.tsx';
import { useStageChanges } from './use-stage-changes.ts';

type Stage = Outputs['stages']['get'];
type Canary = NonNullable<Stage['canary']>;

function percentOf(text: string): number | null {
  const value = Number(text);
  return text.trim() !== '' && value >= 0 && value <= 100 ? value : null;
}

/** The canary's share of the traffic: the slider and the box set the same number, which applies when it is let go. */
function Weight({ stage, canary, mayWrite }: { stage: Stage; canary: Canary; mayWrite: boolean }) {
  const trpc = useTRPC();
  const refresh = useStageChanges();
  const [text, setText] = useState(String(canary.percentTraffic));
  const set = useMutation(trpc.stages.setCanary.mutationOptions());
  const percent = percentOf(text);
  const { apiId, stageName } = stage;

  async function apply(percentTraffic: number) {
    const before = canary.percentTraffic;
    if (percentTraffic === before) return;
    try {
      await set.mutateAsync({ apiId, stageName, percentTraffic });
      await refresh();
      toastDone(`${percentTraffic} % of ${stageName} goes to the canary`, {
        undo: () => {
          setText(String(before));
          void set.mutateAsync({ apiId, stageName, percentTraffic: before }).then(refresh);
        },
      });
    } catch (error) {
      setText(String(before));
      toastFailed('The share was not changed', { description: errorDetails(error).message });
    }
  }
  return (
    <Field
      label="Share of the canary"
      error={percent === null ? 'A share is a number from 0 to 100.' : undefined}
      hint={`${canary.stickiness ? 'Of the callers; raising it only adds some.' : 'Of the requests.'} It applies as soon as you let go.`}
    >
      {(parts) => (
        <div className="flex items-center gap-4">
          <Slider
            aria-label="Share of the canary"
            aria-valuetext={`${percent ?? canary.percentTraffic} % to the canary`}
            tone="canary"
            className="grow"
            disabled={!mayWrite}
            value={percent ?? canary.percentTraffic}
            onValueChange={(value) => setText(String(value))}
            onValueCommit={(value) => void apply(value)}
          />
          <Input
            {...parts}
            className="w-28 shrink-0"
            value={text}
            inputMode="decimal"
            after="%"
            disabled={!mayWrite}
            onChange={(event) => setText(event.target.value)}
            onBlur={() => (percent === null ? undefined : void apply(percent))}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && percent !== null) void apply(percent);
            }}
          />
        </div>
      )}
    </Field>
  );
}

function CanaryActions({ stage, canary }: { stage: Stage; canary: Canary }) {
  const trpc = useTRPC();
  const refresh = useStageChanges();
  const [asking, setAsking] = useState<'promote' | 'remove' | null>(null);
  const promote = useMutation(trpc.stages.promoteCanary.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(trpc.stages.removeCanary.mutationOptions({ onSuccess: refresh }));
  const { apiId, stageName, version } = stage;
  const close = () => setAsking(null);
  return (
    <>
      <Button size="sm" onClick={() => setAsking('remove')}>
        Roll back
      </Button>
      <Button size="sm" onClick={() => setAsking('promote')}>
        Promote
      </Button>
      <ConfirmDialog
        open={asking === 'promote'}
        onOpenChange={close}
        title={`Promote version ${canary.version} on ${stageName}?`}
        consequences={[
          { text: `All requests to ${stageName} go to version ${canary.version}, at once` },
          ...(Object.keys(canary.stageVariableOverrides).length > 0
            ? [{ text: "The canary's variables become the stage's", names: Object.keys(canary.stageVariableOverrides) }]
            : []),
        ]}
        confirmLabel={`Promote version ${canary.version}`}
        onConfirm={async () => {
          await promote.mutateAsync({ apiId, stageName });
          toastDone(`${stageName} serves version ${canary.version}`);
        }}
      />
      <ConfirmDialog
        open={asking === 'remove'}
        onOpenChange={close}
        title={`End the canary of ${stageName}?`}
        consequences={[
          {
            text: `The ${canary.percentTraffic} % of requests that version ${canary.version} serves go back to version ${version}`,
          },
        ]}
        confirmLabel="End the canary"
        danger
        onConfirm={async () => {
          await remove.mutateAsync({ apiId, stageName });
          toastDone(`All of ${stageName} is on version ${version} again`);
        }}
      />
    </>
  );
}

/** The second version that serves a share of a stage, beside the first. */
export function CanarySection({ stage, mayWrite }: { stage: Stage; mayWrite: boolean }) {
  const { canary, canaryDeployment } = stage;
  if (!canary || !canaryDeployment) {
    return (
      <Section title="Canary" boxed>
        <p className="text-muted">
          None. All requests go to version {stage.version}. To try a new version on a share of them, press Deploy and
          choose the canary.
        </p>
      </Section>
    );
  }
  const overrides = Object.entries(canary.stageVariableOverrides);
  return (
    <Section title="Canary" actions={mayWrite ? <CanaryActions stage={stage} canary={canary} /> : null} boxed>
      <div className="grid gap-4">
        <Weight stage={stage} canary={canary} mayWrite={mayWrite} key={canary.percentTraffic} />
        <CanaryStickinessFields
          stage={stage}
          canary={canary}
          mayWrite={mayWrite}
          key={JSON.stringify(canary.stickiness)}
        />
        <Facts
          facts={[
            {
              label: 'Version',
              value: (
                <TextLink href={`/apis/${stage.apiId}/deployments/${canaryDeployment.id}`}>
                  Version {canaryDeployment.number}
                </TextLink>
              ),
            },
            { label: 'What is new', value: canaryDeployment.description || null },
            {
              label: 'Own variables',
              value:
                overrides.length === 0 ? 'None' : overrides.map(([name, value]) => `${name} = ${value}`).join(', '),
            },
          ]}
        />
        <CanaryComparison stage={stage} />
      </div>
    </Section>
  );
}
