'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Section } from '../ui/section.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { toastDone } from '../ui/toast.tsx';
import { useStageChanges } from './use-stage-changes.ts';

/** The kept answers of a stage's authorizers, and the way to drop them. */
export function FlushAuthorizers({ stage, mayWrite }: { stage: Outputs['stages']['get']; mayWrite: boolean }) {
  const trpc = useTRPC();
  const [asking, setAsking] = useState(false);
  const flush = useMutation(trpc.stages.flushAuthorizersCache.mutationOptions({ onSuccess: useStageChanges() }));
  const { apiId, stageName } = stage;
  return (
    <Section title="Answers of authorizers" boxed>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-60 text-muted">
          Nodes keep them for as long as <TextLink href={`/apis/${apiId}/authorizers`}>each authorizer</TextLink> says.
          Flush them when someone’s rights must end now.
        </p>
        {mayWrite ? <Button onClick={() => setAsking(true)}>Flush authorizers’ cache</Button> : null}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Flush the authorizers’ cache of ${stageName}?`}
        description="Every node forgets which callers were let in."
        consequences={[{ text: 'The next request of each caller is decided anew by its authorizer' }]}
        confirmLabel="Flush authorizers’ cache"
        onConfirm={async () => {
          await flush.mutateAsync({ apiId, stageName });
          toastDone(`The authorizers of ${stageName} are asked anew`);
        }}
      />
    </Section>
  );
}
