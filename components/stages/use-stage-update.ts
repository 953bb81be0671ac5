'use client';

import { useMutation } from '@tanstack/react-query';
import { type Inputs, type Outputs, useTRPC } from '../trpc.ts';
import { useStageChanges } from './use-stage-changes.ts';

type Patch = Omit<Inputs['stages']['update'], 'apiId' | 'stageName' | 'expectedRevision'>;

/** Saves settings of a stage, on the revision that is on the screen, and reads again what shows them. */
export function useStageUpdate({
  apiId,
  stageName,
  revision,
}: Pick<Outputs['stages']['get'], 'apiId' | 'stageName' | 'revision'>): (patch: Patch) => Promise<void> {
  const trpc = useTRPC();
  const refresh = useStageChanges();
  const update = useMutation(trpc.stages.update.mutationOptions());
  return async (patch) => {
    await update.mutateAsync({ apiId, stageName, expectedRevision: revision, ...patch });
    await refresh();
  };
}
