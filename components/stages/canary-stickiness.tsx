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
import { useStageChanges } from './use-stage-changes.ts';

type Stage = Outputs['stages']['get'];

const RANDOM = 'RANDOM';
const choices = [
  { value: RANDOM, label: 'At random', hint: 'For each request, as AWS does' },
  { value: 'API_KEY', label: 'By API key', hint: 'A caller stays on one side' },
  { value: 'SOURCE_IP', label: 'By source IP', hint: 'An address stays on one side' },
  { value: 'HEADER', label: 'By a header', hint: 'Its value stays on one side' },
];

/** What decides the side of a request, and whether the canary reads the stage's cache. They apply at once. */
export function CanaryStickinessFields({ stage, canary, mayWrite }: CanaryStickinessProps) {
  const trpc = useTRPC();
  const refresh = useStageChanges();
  const set = useMutation(trpc.stages.setCanary.mutationOptions());
  const [by, setBy] = useState<string>(canary.stickiness?.by ?? RANDOM);
  const [header, setHeader] = useState(canary.stickiness?.by === 'HEADER' ? canary.stickiness.header : '');
  const { apiId, stageName } = stage;

  async function apply(patch: { stickiness?: CanaryStickiness | null; useStageCache?: boolean }, done: string) {
    try {
      await set.mutateAsync({ apiId, stageName, ...patch });
      await refresh();
      toastDone(done);
    } catch (error) {
      setBy(canary.stickiness?.by ?? RANDOM);
      toastFailed('The canary was not changed', { description: errorDetails(error).message });
    }
  }
  function choose(next: string) {
    setBy(next);
    if (next === 'HEADER') return;
    const stickiness = next === 'API_KEY' || next === 'SOURCE_IP' ? { by: next as 'API_KEY' | 'SOURCE_IP' } : null;
    void apply({ stickiness }, stickiness ? 'Callers stay on one side' : 'Each request is drawn at random');
  }
  function chooseHeader() {
    const name = header.trim();
    const before = canary.stickiness?.by === 'HEADER' ? canary.stickiness.header : null;
    if (name === '' || name === before) return;
    void apply({ stickiness: { by: 'HEADER', header: name } }, `The header ${name} decides the side`);
  }
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Who gets the canary"
          hint={by === 'API_KEY' ? 'Requests without a key are drawn at random.' : undefined}
        >
          {(parts) => <Select {...parts} value={by} disabled={!mayWrite} onValueChange={choose} options={choices} />}
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
