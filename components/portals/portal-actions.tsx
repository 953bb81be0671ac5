'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { errorDetails } from '../error-details.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { ConfirmDialog, type Consequence } from '../ui/confirm-dialog.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';

export type Portal = Outputs['portals']['get'];

function readersLose({ published, path, apis }: Portal): Consequence[] {
  if (!published) return [];
  const pages = apis.length === 1 ? 'the reference of 1 API' : `the references of ${apis.length} APIs`;
  return [{ text: `Readers lose the page and ${pages}`, names: [path, ...apis.map(({ apiName }) => apiName)] }];
}

/** Publishing, looking at the public page, taking offline, deleting. */
export function PortalActions({ portal, mayWrite }: { portal: Portal; mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [asking, setAsking] = useState<'offline' | 'delete' | null>(null);
  const refresh = () => queries.invalidateQueries(trpc.portals.pathFilter());
  const update = useMutation(trpc.portals.update.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(trpc.portals.delete.mutationOptions());
  const { id: portalId, title } = portal;
  const close = () => setAsking(null);

  async function publish() {
    try {
      await update.mutateAsync({ portalId, published: true });
      toastDone(`${title} is public at ${portal.path}`);
    } catch (error) {
      toastFailed('The portal was not published', { description: errorDetails(error).message });
    }
  }
  return (
    <>
      {portal.published ? (
        <ButtonLink href={portal.path} target="_blank" icon={<ExternalLink aria-hidden="true" />}>
          Open public page
        </ButtonLink>
      ) : null}
      {mayWrite && portal.published ? <Button onClick={() => setAsking('offline')}>Take offline</Button> : null}
      {mayWrite && !portal.published ? (
        <Button variant="primary" loading={update.isPending} onClick={() => void publish()}>
          Publish portal
        </Button>
      ) : null}
      {mayWrite ? (
        <Button variant="danger" onClick={() => setAsking('delete')}>
          Delete
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking === 'offline'}
        onOpenChange={close}
        title={`Take ${title} offline?`}
        description="You can publish it again. The APIs stay as they are."
        consequences={readersLose(portal)}
        confirmLabel="Take offline"
        danger
        onConfirm={async () => {
          await update.mutateAsync({ portalId, published: false });
          toastDone(`${title} is offline`, { undo: () => void publish() });
        }}
      />
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={close}
        title={`Delete the portal ${title}?`}
        description="The APIs stay as they are. The address becomes free for others."
        consequences={readersLose(portal)}
        confirmLabel={`Delete ${title}`}
        typeToConfirm={portal.published ? title : undefined}
        danger
        onConfirm={async () => {
          await remove.mutateAsync({ portalId });
          toastDone(`The portal ${title} is deleted`);
          router.push('/portals');
          await queries.invalidateQueries(trpc.portals.list.pathFilter());
        }}
      />
    </>
  );
}
