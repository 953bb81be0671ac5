'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createGroupInput } from '#core/nodes/input.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useTRPC } from '../trpc.ts';
import { Sheet } from '../ui/sheet.tsx';
import { toastDone } from '../ui/toast.tsx';

function CreateGroupForm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(trpc.gateways.createGroup.mutationOptions());
  const form = useSchemaForm(createGroupInput, { name: '' });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await create.mutateAsync(values);
        await queries.invalidateQueries(trpc.gateways.pathFilter());
        toastDone(`The group ${values.name} is there`);
        onDone();
      }}
    >
      <TextField control={form.control} name="name" label="Name" hint="A fleet or a region." autoFocus required />
      <FormActions control={form.control} submitLabel="Create group" onCancel={onDone} />
    </Form>
  );
}

/** Creates a group of the workspace's own. */
export function CreateGroupSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Create group"
      description="Its nodes are told of this workspace only."
    >
      <CreateGroupForm onDone={() => onOpenChange(false)} />
    </Sheet>
  );
}
