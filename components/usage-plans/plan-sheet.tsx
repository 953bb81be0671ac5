'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Sheet } from '../ui/sheet.tsx';
import { PlanFields, planFormSchema } from './plan-fields.tsx';

type Plan = Outputs['plans']['get'];

function CreateForm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const create = useMutation(trpc.plans.create.mutationOptions());
  const form = useSchemaForm(planFormSchema, {
    name: '',
    description: '',
    throttle: { rateLimit: 100, burstLimit: 200 },
    quota: { limit: 10_000, offset: 0, period: 'MONTH' as const },
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { id } = await create.mutateAsync(values);
        await queries.invalidateQueries(trpc.plans.pathFilter());
        router.push(`/usage-plans/${id}`);
      }}
    >
      <PlanFields form={form} />
      <FormActions control={form.control} submitLabel="Create usage plan" onCancel={onDone} />
    </Form>
  );
}

function EditForm({ plan, onDone }: { plan: Plan; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.plans.update.mutationOptions());
  const { id: planId, name, description, throttle, quota } = plan;
  const form = useSchemaForm(planFormSchema, { name, description, throttle, quota });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await update.mutateAsync({ planId, ...values });
        await queries.invalidateQueries(trpc.plans.pathFilter());
        onDone();
      }}
    >
      <PlanFields form={form} />
      <FormActions control={form.control} submitLabel="Save usage plan" onCancel={onDone} requireChange />
    </Form>
  );
}

export interface PlanSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The plan to edit; none creates one. */
  plan?: Plan;
}

export function PlanSheet({ open, onOpenChange, plan }: PlanSheetProps) {
  const close = () => onOpenChange(false);
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={plan ? `Edit ${plan.name}` : 'Create usage plan'}
      description="Limits apply to each key by itself, and count from the moment you save."
    >
      {plan ? <EditForm plan={plan} onDone={close} /> : <CreateForm onDone={close} />}
    </Sheet>
  );
}
