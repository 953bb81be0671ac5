'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useController } from 'react-hook-form';
import { createPortalInput } from '#core/portal/input.ts';
import { slugOf } from '#core/portal/slug.ts';
import { Field } from '../form/field.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useTRPC } from '../trpc.ts';
import { Input } from '../ui/input.tsx';
import { Sheet } from '../ui/sheet.tsx';

const formSchema = createPortalInput.pick({ title: true, slug: true });

function CreatePortalForm({ onCancel }: { onCancel: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const create = useMutation(trpc.portals.create.mutationOptions());
  const form = useSchemaForm(formSchema, { title: '', slug: '' });
  const { control } = form;
  const title = useController({ control, name: 'title' });

  /** The address follows the title until somebody writes one. */
  function changeTitle(text: string) {
    title.field.onChange(text);
    if (!form.formState.dirtyFields.slug) form.setValue('slug', slugOf(text));
  }
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { id } = await create.mutateAsync(values);
        await queries.invalidateQueries(trpc.portals.pathFilter());
        router.push(`/portals/${id}`);
      }}
    >
      <Field label="Title" error={title.fieldState.error?.message}>
        {(parts) => (
          <Input {...title.field} {...parts} autoFocus onChange={(event) => changeTitle(event.target.value)} />
        )}
      </Field>
      <TextField
        control={control}
        name="slug"
        label="Address"
        hint="Stands after /portal/. Lower-case letters, digits and single hyphens."
        mono
      />
      <FormActions control={control} submitLabel="Create portal" onCancel={onCancel} />
    </Form>
  );
}

export function CreatePortalSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Create portal"
      description="It stays a draft until you publish it."
    >
      <CreatePortalForm onCancel={() => onOpenChange(false)} />
    </Sheet>
  );
}
