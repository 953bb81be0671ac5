'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useCan } from '../console/me.tsx';
import { errorDetails } from '../error-details.ts';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';
import { KeyReach } from './key-reach.tsx';
import { KeyStatus } from './key-status.tsx';
import { KeyUsage } from './key-usage.tsx';
import { KeyValues } from './key-values.tsx';
import { RotateKeySheet } from './rotate-key-sheet.tsx';

type Key = Outputs['keys']['get'];

const crumbs = [{ label: 'Keys', href: '/keys' }];

function reachText({ reaches }: Key): string {
  const count = new Set(reaches.map(({ apiId, stageName }) => `${apiId}/${stageName}`)).size;
  return count === 1 ? 'Callers with this key lose 1 stage' : `Callers with this key lose ${count} stages`;
}

function KeyActions({ apiKey }: { apiKey: Key }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState<'rotate' | 'disable' | 'delete' | null>(null);
  const refresh = () => queries.invalidateQueries(trpc.keys.pathFilter());
  const update = useMutation(trpc.keys.update.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(trpc.keys.delete.mutationOptions({ onSuccess: refresh }));
  const close = () => setOpen(null);
  const stages = [...new Set(apiKey.reaches.map(({ apiName, stageName }) => `${apiName} ${stageName}`))];

  async function enable() {
    try {
      await update.mutateAsync({ keyId: apiKey.id, enabled: true });
      toastDone(`${apiKey.name} works again`);
    } catch (error) {
      toastFailed('The key was not enabled', { description: errorDetails(error).message });
    }
  }
  async function disable() {
    await update.mutateAsync({ keyId: apiKey.id, enabled: false });
    toastDone(`${apiKey.name} is refused from now on`, { undo: () => void enable() });
  }
  return (
    <>
      <Button onClick={() => setOpen('rotate')}>Rotate</Button>
      {apiKey.enabled ? (
        <Button onClick={() => setOpen('disable')}>Disable</Button>
      ) : (
        <Button onClick={() => void enable()} loading={update.isPending}>
          Enable
        </Button>
      )}
      <Button variant="danger" onClick={() => setOpen('delete')}>
        Delete
      </Button>
      <RotateKeySheet
        keyId={apiKey.id}
        name={apiKey.name}
        open={open === 'rotate'}
        onOpenChange={(next) => setOpen(next ? 'rotate' : null)}
      />
      <ConfirmDialog
        open={open === 'disable'}
        onOpenChange={close}
        title={`Disable ${apiKey.name}?`}
        description="Every node refuses it within a second. You can enable it again."
        consequences={[{ text: reachText(apiKey), names: stages }]}
        confirmLabel={`Disable ${apiKey.name}`}
        danger
        onConfirm={disable}
      />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={close}
        title={`Delete ${apiKey.name}?`}
        description="Every node refuses it within a second. A deleted key does not come back."
        consequences={[{ text: reachText(apiKey), names: stages }]}
        confirmLabel={`Delete ${apiKey.name}`}
        typeToConfirm={apiKey.name}
        danger
        onConfirm={async () => {
          await remove.mutateAsync({ keyId: apiKey.id });
          toastDone(`${apiKey.name} is deleted`);
          router.push('/keys');
        }}
      />
    </>
  );
}

function KeyFacts({ apiKey }: { apiKey: Key }) {
  return (
    <Section title="Facts" boxed>
      <Facts
        facts={[
          { label: 'Id', value: <Copyable value={apiKey.id} label="Copy key id" /> },
          { label: 'Description', value: apiKey.description || null },
          {
            label: 'Usage plans',
            value:
              apiKey.plans.length === 0 ? (
                'None: the key opens nothing'
              ) : (
                <span className="flex flex-wrap gap-x-3">
                  {apiKey.plans.map(({ id, name }) => (
                    <TextLink key={id} href={`/usage-plans/${id}`}>
                      {name}
                    </TextLink>
                  ))}
                </span>
              ),
          },
          { label: 'Last used', value: apiKey.lastUsedDay ? `${apiKey.lastUsedDay} (UTC day)` : 'Never' },
          { label: 'Expires', value: apiKey.expiresAt ? <RelativeTime at={apiKey.expiresAt} /> : 'Never' },
          { label: 'Created', value: <RelativeTime at={apiKey.createdDate} /> },
          { label: 'Created by', value: apiKey.createdByName },
        ]}
      />
    </Section>
  );
}

export function KeyPage({ keyId }: { keyId: string }) {
  const trpc = useTRPC();
  const mayWrite = useCan('keys.write');
  const { data, error, refetch } = useQuery(trpc.keys.get.queryOptions({ keyId }));
  if (error) {
    return (
      <PageBody>
        <PageHeader title="Key" crumbs={crumbs} />
        <QueryError title="This key could not be loaded" error={error} onRetry={() => void refetch()} />
      </PageBody>
    );
  }
  if (!data) {
    return (
      <PageBody>
        <PageHeader title="Key" crumbs={crumbs} />
        <SkeletonLines lines={8} label="Loading the key" />
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHeader
        title={data.name}
        crumbs={[...crumbs, { label: data.name }]}
        marks={<KeyStatus enabled={data.enabled} expiresAt={data.expiresAt} />}
        actions={mayWrite ? <KeyActions apiKey={data} /> : null}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-4">
          <KeyFacts apiKey={data} />
          <KeyValues apiKey={data} />
        </div>
        <div className="grid gap-4">
          <KeyReach apiKey={data} />
          <KeyUsage keyId={keyId} keyName={data.name} />
        </div>
      </div>
    </PageBody>
  );
}
