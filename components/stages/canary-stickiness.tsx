'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CanarySettings, CanaryStickiness } from '#core/stages/schema.ts';
import { errorDetails } from '../error-details.ts';
import { Field } from '../form/field.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';
import { choiceOf, stickinessOf, stickinessOptions } from './stickiness.ts';
import { useStageChanges } from './use-stage-changes.ts';

type Stage = Outputs['stages']['get'];

/** What decides the side of a request, and whether the canary reads the stage's cache. They apply at once. */
export function CanaryStickinessFields({ stage, canary, mayWrite }: CanaryStickinessProps) {
  const trpc = useTRPC();
  const refresh = useStageChanges();
  const set = useMutation(trpc.stages.setCanary.mutationOptions());
  const before = choiceOf(canary.stickiness);
  const [by, setBy] = useState(before.by);
  const [header, setHeader] = useState(before.header);
  const { apiId, stageName } = stage;

  async function apply(patch: { stickiness?: CanaryStickiness | null; useStageCache?: boolean }, done: string) {
    try {
      await set.mutateAsync({ apiId, stageName, ...patch });
      await refresh();
      toastDone(done);
    } catch (error) {
      setBy(before.by);
      toastFailed('The canary was not changed', { description: errorDetails(error).message });
    }
  }
  function choose(next: string) {
    setBy(next);
    if (next === 'HEADER') return;
    const stickiness = stickinessOf({ by: next, header: '' });
    void apply({ stickiness }, stickiness ? 'Callers stay on one side' : 'Each request is drawn at random');
  }
  function chooseHeader() {
    const name = header.trim();
    if (name === '' || name === before.header) return;
    void apply({ stickiness: stickinessOf({ by, header: name }) }, `The header ${name} decides the side`);
  }
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Who gets the canary"
          hint={by === 'API_KEY' ? 'Requests without a key are drawn at random.' : undefined}
        >
          {(parts) => (
            <Select {...parts} value={by} disabled={!mayWrite} onValueChange={choose} options={stickinessOptions} />
          )}
        </Field>
        {by === 'HEADER' ? (
          <Field label="Header" hint="Requests without it are drawn at random. Enter saves it.">
            {(parts) => (
              <Input
                {...parts}
                mono
                placeholder="x-tenant"
                value={header}
                disabled={!mayWrite}
                spellCheck={false}
                onChange={(event) => setHeader(event.target.value)}
                onBlur={chooseHeader}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') chooseHeader();
                }}
              />
            )}
          </Field>
        ) : null}
      </div>
      {stage.cacheClusterEnabled ? (
        <Field label="The canary uses the stage’s cache" hint="Off: its requests always reach their backend." inline>
          {({ id, 'aria-describedby': describedBy }) => (
            <Switch
              id={id}
              aria-describedby={describedBy}
              checked={canary.useStageCache}
              disabled={!mayWrite}
              onCheckedChange={(useStageCache) =>
                void apply(
                  { useStageCache },
                  useStageCache ? 'The canary uses the cache' : 'The canary bypasses the cache',
                )
              }
            />
          )}
        </Field>
      ) : null}
    </>
  );
}

export interface CanaryStickinessProps {
  stage: Stage;
  canary: CanarySettings;
  mayWrite: boolean;
}
