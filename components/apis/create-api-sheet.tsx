'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { createApiInput } from '#core/apis/input.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useTRPC } from '../trpc.ts';
import { Sheet } from '../ui/sheet.tsx';

const behaviors = [
  { value: 'friendly', label: 'Friendly', hint: 'Precise error messages, and 404 for unknown paths.' },
  { value: 'aws-strict', label: 'Strict', hint: 'Status codes and messages exactly as AWS API Gateway gives them.' },
];

function CreateApiForm({ onCancel }: { onCancel: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.apis.create.mutationOptions());
  const form = useSchemaForm(createApiInput, { name: '', description: '', behavior: 'friendly' });
  return (
    <Form
      form={form}
      onSubmit={async (values) => router.push(`/apis/${(await create.mutateAsync(values)).id}/resources`)}
    >
      <TextField control={form.control} name="name" label="Name" autoFocus required />
      <TextField control={form.control} name="description" label="Description" rows={3} />
      <RadioField control={form.control} name="behavior" label="Answers" options={behaviors} variant="cards" />
      <FormActions control={form.control} submitLabel="Create API" onCancel={onCancel} />
    </Form>
  );
}

export function CreateApiSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Create API"
      description="It starts with its root resource only."
    >
      <CreateApiForm onCancel={() => onOpenChange(false)} />
    </Sheet>
  );
}
