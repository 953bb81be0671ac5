'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createServiceAccountInput } from '#core/service-accounts/input.ts';
import { useMe } from '../console/me.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useTRPC } from '../trpc.ts';
import { Sheet } from '../ui/sheet.tsx';
import { toastDone } from '../ui/toast.tsx';
import { roleOptions } from './role-options.ts';

function CreateForm({ onDone }: { onDone: () => void }) {
  const me = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(
    trpc.serviceAccounts.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.serviceAccounts.pathFilter()),
    }),
  );
  const form = useSchemaForm(createServiceAccountInput, { name: '', role: 'developer' as const });
  const { control } = form;
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await create.mutateAsync(values);
        toastDone(`${values.name} is there`, { description: 'Give it an access key under Settings, Access keys.' });
        onDone();
      }}
    >
      <TextField
        control={control}
        name="name"
        label="Name"
        hint="Part of the ARN that methods see; it does not change."
        placeholder="terraform"
        mono
        autoFocus
        required
      />
      <RadioField control={control} name="role" label="Role" options={roleOptions(me.current.role)} variant="cards" />
      <FormActions control={control} submitLabel="Create service account" onCancel={onDone} />
    </Form>
  );
}

/** Makes a service account; its access keys are made apart. */
export function CreateServiceAccountSheet(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Sheet
      {...props}
      title="Create service account"
      description="Its access keys hold at most the role that it has here."
    >
      <CreateForm onDone={() => props.onOpenChange(false)} />
    </Sheet>
  );
}
