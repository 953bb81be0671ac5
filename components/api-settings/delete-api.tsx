'use client';

import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog, type Consequence } from '../ui/confirm-dialog.tsx';
import { Section } from '../ui/section.tsx';
import { toastDone } from '../ui/toast.tsx';

type Api = Outputs['apis']['get'];

/** The addresses of the API's stages; asked for only when the dialog opens. */
function useAddresses(apiId: string, enabled: boolean): string[] {
  const trpc = useTRPC();
  const stages = useQuery(trpc.stages.list.queryOptions({ apiId }, { enabled }));
  const details = useQueries({
    queries: (stages.data?.items ?? []).map(({ stageName }) => trpc.stages.get.queryOptions({ apiId, stageName })),
  });
  return details.flatMap(({ data }) => (data ? [data.urls.path, data.urls.host] : []));
}

function consequencesOf({ counts }: Api, addresses: string[]): Consequence[] {
  const { stages, deployments, methods } = counts;
  const consequences: Consequence[] = [];
  if (stages > 0) {
    consequences.push(
      {
        text:
          stages === 1 ? '1 stage stops answering within a second' : `${stages} stages stop answering within a second`,
        names: addresses,
      },
      { text: `Usage plans and portals lose ${stages === 1 ? 'it' : 'them'}` },
    );
  }
  consequences.push({
    text: `The draft with ${methods.toLocaleString('en-US')} ${methods === 1 ? 'method' : 'methods'} and ${deployments.toLocaleString('en-US')} ${deployments === 1 ? 'deployment' : 'deployments'} are gone`,
  });
  return consequences;
}

/** Takes an API out of service for good. */
export function DeleteApi({ api }: { api: Api }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const addresses = useAddresses(api.id, open);
  const remove = useMutation(trpc.apis.delete.mutationOptions());
  return (
    <Section
      title="Delete this API"
      description="Takes its stages out of service. A deleted API does not come back."
      boxed
    >
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete {api.name}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete the API ${api.name}?`}
        description="It does not come back. Export its OpenAPI source first if you may need it."
        consequences={consequencesOf(api, addresses)}
        confirmLabel={`Delete ${api.name}`}
        typeToConfirm={api.name}
        danger
        onConfirm={async () => {
          await remove.mutateAsync({ apiId: api.id, confirmName: api.name });
          toastDone(`${api.name} is deleted`);
          router.push('/apis');
          await queries.invalidateQueries(trpc.apis.list.pathFilter());
        }}
      />
    </Section>
  );
}
