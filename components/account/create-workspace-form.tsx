'use client';

import { useMutation } from '@tanstack/react-query';
import { createWorkspaceInput } from '#core/workspaces/input.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useTRPC } from '../trpc.ts';

/** Creates a workspace that the signed-in user owns. `onCreated` gets its id. */
export function CreateWorkspaceForm({ onCreated }: { onCreated: (workspaceId: string) => void }) {
  const trpc = useTRPC();
  const create = useMutation(trpc.workspaces.create.mutationOptions());
  const form = useSchemaForm(createWorkspaceInput, { name: '' });
  return (
    <Form form={form} onSubmit={async (values) => onCreated((await create.mutateAsync(values)).id)}>
      <TextField control={form.control} name="name" label="Workspace" autoFocus required />
      <FormActions control={form.control} submitLabel="Create workspace" />
    </Form>
  );
}
