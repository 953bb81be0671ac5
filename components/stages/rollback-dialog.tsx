'use client';

import { useMutation } from '@tanstack/react-query';
import { type Outputs, useTRPC } from '../trpc.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { toastDone } from '../ui/toast.tsx';
import { useStageChanges } from './use-stage-changes.ts';

type Stage = Pick<Outputs['stages']['list']['items'][number], 'stageName' | 'version' | 'canary'>;

export interface RollbackDialogProps {
  apiId: string;
  /** The stage to point at `target`; null closes the dialog. */
  stage: Stage | null;
  target: { deploymentId: string; number: number };
  onClose: () => void;
}

/** Points a stage at another version that exists already. */
export function RollbackDialog({ apiId, stage, target, onClose }: RollbackDialogProps) {
  const trpc = useTRPC();
  const refresh = useStageChanges();
  const rollback = useMutation(trpc.stages.rollback.mutationOptions());
  const { deploymentId, number } = target;
  const name = stage?.stageName ?? '';
  return (
    <ConfirmDialog
      open={stage !== null}
      onOpenChange={onClose}
      title={`Serve version ${number} on ${name}?`}
      description="It applies at once. The draft is not touched."
      consequences={[
        { text: `All requests to ${name} go to version ${number} instead of version ${stage?.version}` },
        ...(stage?.canary ? [{ text: `Its canary, version ${stage.canary.version}, ends` }] : []),
      ]}
      confirmLabel={`Serve version ${number}`}
      onConfirm={async () => {
        await rollback.mutateAsync({ apiId, stageName: name, deploymentId });
        await refresh();
        toastDone(`${name} serves version ${number}`);
      }}
    />
  );
}
