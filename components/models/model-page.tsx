'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useCan } from '../console/me.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { toastDone } from '../ui/toast.tsx';
import { EditModelForm } from './edit-model-form.tsx';

type Model = Outputs['models']['get'];

function DeleteModel({ apiId, model }: { apiId: string; model: Model }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const remove = useMutation(trpc.models.delete.mutationOptions());
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete the model ${model.name}?`}
        description="It is refused while a method or another model names it. Stages keep what they serve until the next deployment."
        consequences={[{ text: 'The draft loses its schema', names: [`${model.name} (${model.contentType})`] }]}
        confirmLabel={`Delete ${model.name}`}
        danger
        onConfirm={async () => {
          await remove.mutateAsync({ apiId, modelId: model.id });
          queries.removeQueries(trpc.models.get.queryFilter({ apiId, modelId: model.id }));
          await Promise.all([
            queries.invalidateQueries(trpc.models.list.pathFilter()),
            queries.invalidateQueries(trpc.apis.pathFilter()),
          ]);
          toastDone(`The model ${model.name} is deleted`);
          router.push(`/apis/${apiId}/models`);
        }}
      />
    </>
  );
}

/** One model with its schema. */
export function ModelPage({ apiId, modelId }: { apiId: string; modelId: string }) {
  const trpc = useTRPC();
  const mayWrite = useCan('apis.write');
  // An open form keeps the state it began with: what another person saves meanwhile shows when this one saves.
  const { data, error, refetch } = useQuery(
    trpc.models.get.queryOptions({ apiId, modelId }, { refetchOnWindowFocus: false, gcTime: 0 }),
  );
  const crumbs = [{ label: 'Models', href: `/apis/${apiId}/models` }, { label: data?.name ?? 'Model' }];
  return (
    <PageBody>
      <PageHeader
        level={2}
        title={data ? <span className="font-mono">{data.name}</span> : 'Model'}
        crumbs={crumbs}
        marks={data ? <Copyable value={data.id} label="Copy model id" className="text-muted" /> : null}
        actions={data && mayWrite ? <DeleteModel apiId={apiId} model={data} /> : null}
      />
      {error && !data ? (
        <QueryError title="This model could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonLines lines={10} label="Loading the model" /> : null}
      {data ? <EditModelForm apiId={apiId} model={data} mayWrite={mayWrite} /> : null}
    </PageBody>
  );
}
