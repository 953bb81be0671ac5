'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { extendUsageInput } from '#core/plans/input.ts';
import { usageDay } from '#core/plans/period.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { NumberField } from '../form/number-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { QuotaLine } from '../keys/quota-line.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { toastDone } from '../ui/toast.tsx';

type Quota = NonNullable<Outputs['keys']['usage']['items'][number]['quota']>;

const formSchema = extendUsageInput.pick({ remaining: true });

/** A key in a usage plan. */
export interface PlanMember {
  planId: string;
  keyId: string;
  keyName: string;
}

function ExtendForm({ member, quota, onDone }: { member: PlanMember; quota: Quota; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const extend = useMutation(trpc.plans.extendUsage.mutationOptions());
  const form = useSchemaForm(formSchema, { remaining: quota.remaining });
  const { planId, keyId, keyName } = member;
  return (
    <Form
      form={form}
      onSubmit={async ({ remaining }) => {
        await extend.mutateAsync({ planId, keyId, remaining });
        await Promise.all([
          queries.invalidateQueries(trpc.plans.pathFilter()),
          queries.invalidateQueries(trpc.keys.pathFilter()),
        ]);
        toastDone(`${keyName} has ${remaining.toLocaleString('en-US')} requests left`, {
          description: 'Nodes take it up within a second.',
        });
        onDone();
      }}
    >
      <QuotaLine quota={quota} />
      <NumberField
        control={form.control}
        name="remaining"
        label="Left in this period"
        hint="More than the quota is allowed. The next period begins with the plan’s quota again."
        unit="requests"
        min={0}
        step={1}
      />
      <FormActions control={form.control} submitLabel="Set what is left" onCancel={onDone} requireChange />
    </Form>
  );
}

function Loaded({ member, onDone }: { member: PlanMember; onDone: () => void }) {
  const trpc = useTRPC();
  const [today] = useState(() => usageDay(Date.now()));
  const { data, error, refetch } = useQuery(
    trpc.keys.usage.queryOptions({ keyId: member.keyId, from: today, to: today }),
  );
  if (error) return <QueryError title="The quota could not be loaded" error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonLines lines={4} label="Loading the quota" />;
  const quota = data.items.find(({ planId }) => planId === member.planId)?.quota;
  return quota ? (
    <ExtendForm member={member} quota={quota} onDone={onDone} />
  ) : (
    <p className="text-muted">The plan has no quota: there is nothing to extend.</p>
  );
}

/** Sets what a key has left of its quota in the current period. */
export function ExtendQuotaSheet({ member, onClose }: { member: PlanMember | null; onClose: () => void }) {
  return (
    <Sheet
      open={member !== null}
      onOpenChange={onClose}
      title={`Remaining quota of ${member?.keyName ?? ''}`}
      description="For a caller who needs more, or fewer, requests before the period ends."
    >
      {member ? <Loaded member={member} onDone={onClose} /> : null}
    </Sheet>
  );
}
