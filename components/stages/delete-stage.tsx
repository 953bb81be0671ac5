'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { toastDone } from '../ui/toast.tsx';
import { useStageChanges } from './use-stage-changes.ts';

export function DeleteStage({ stage }: { stage: Outputs['stages']['get'] }) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useStageChanges();
  const [open, setOpen] = useState(false);
  const remove = useMutation(trpc.stages.delete.mutationOptions());
  const { apiId, stageName } = stage;
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete the stage ${stageName}?`}
        description="Its versions stay and can serve another stage."
        consequences={[
          { text: 'Its addresses stop answering within a second', names: [stage.urls.path, stage.urls.host] },
          { text: 'Usage plans lose it' },
        ]}
        confirmLabel={`Delete ${stageName}`}
        typeToConfirm={stageName}
        danger
        onConfirm={async () => {
          await remove.mutateAsync({ apiId, stageName });
          await refresh();
          toastDone(`The stage ${stageName} is deleted`);
          router.push(`/apis/${apiId}/stages`);
        }}
      />
    </>
  );
}
