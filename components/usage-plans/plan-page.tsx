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
import { Facts } from '../ui/facts.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { toastDone } from '../ui/toast.tsx';
import { PlanKeys } from './plan-keys.tsx';
import { quotaText, throttleText } from './plan-limits-text.ts';
import { PlanSheet } from './plan-sheet.tsx';
import { PlanStages } from './plan-stages.tsx';

type Plan = Outputs['plans']['get'];

const crumbs = [{ label: 'Usage plans', href: '/usage-plans' }];

function PlanActions({ plan }: { plan: Plan }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const remove = useMutation(
    trpc.plans.delete.mutationOptions({ onSuccess: () => queries.invalidateQueries(trpc.plans.pathFilter()) }),
  );
  const close = () => setOpen(null);
  const keys =
    plan.keyCount === 1 ? '1 key stops opening' : `${plan.keyCount.toLocaleString('en-US')} keys stop opening`;
  return (
    <>
      <Button onClick={() => setOpen('edit')}>Edit</Button>
      <Button variant="danger" onClick={() => setOpen('delete')}>
        Delete
      </Button>
      <PlanSheet open={open === 'edit'} onOpenChange={close} plan={plan} />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={close}
        title={`Delete ${plan.name}?`}
        description="Nodes take it up within a second. The keys themselves stay."
        consequences={
          plan.keyCount > 0 && plan.stages.length > 0
            ? [
                {
                  text: plan.stages.length === 1 ? `${keys} 1 stage` : `${keys} ${plan.stages.length} stages`,
                  names: plan.stages.map(({ apiName, stageName }) => `${apiName} ${stageName}`),
                },
              ]
            : []
        }
        confirmLabel={`Delete ${plan.name}`}
        typeToConfirm={plan.keyCount > 0 ? plan.name : undefined}
        danger
        onConfirm={async () => {
          await remove.mutateAsync({ planId: plan.id });
          toastDone(`${plan.name} is deleted`);
          router.push('/usage-plans');
        }}
      />
    </>
  );
}

export function PlanPage({ planId }: { planId: string }) {
  const trpc = useTRPC();
  const mayWrite = useCan('plans.write');
  const { data, error, refetch } = useQuery(trpc.plans.get.queryOptions({ planId }));
  if (error || !data) {
    return (
      <PageBody>
        <PageHeader title="Usage plan" crumbs={crumbs} />
        {error ? (
          <QueryError title="This usage plan could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonLines lines={8} label="Loading the usage plan" />
        )}
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHeader
        title={data.name}
        description={data.description}
        crumbs={[...crumbs, { label: data.name }]}
        actions={mayWrite ? <PlanActions plan={data} /> : null}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Section title="Facts" boxed>
          <Facts
            facts={[
              { label: 'Id', value: <Copyable value={data.id} label="Copy plan id" /> },
              { label: 'Throttle per key', value: throttleText(data.throttle) },
              { label: 'Quota per key', value: quotaText(data.quota) },
              { label: 'Keys', value: data.keyCount.toLocaleString('en-US') },
              { label: 'Created', value: <RelativeTime at={data.createdAt} /> },
            ]}
          />
        </Section>
        <PlanStages plan={data} mayWrite={mayWrite} />
      </div>
      <PlanKeys plan={data} mayWrite={mayWrite} />
    </PageBody>
  );
}
