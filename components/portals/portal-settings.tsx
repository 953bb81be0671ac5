'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useController } from 'react-hook-form';
import { createPortalInput } from '#core/portal/input.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import { changedValues } from '../form/changed-values.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useTRPC } from '../trpc.ts';
import { Section } from '../ui/section.tsx';
import { toastDone } from '../ui/toast.tsx';
import type { Portal } from './portal-actions.tsx';

const formSchema = createPortalInput.pick({ title: true, slug: true }).extend({
  description: createPortalInput.shape.description.unwrap(),
});

/** What a portal is called, where it is, and what its first page says. */
export function PortalSettings({ portal, mayWrite }: { portal: Portal; mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.portals.update.mutationOptions());
  const { title, slug, description } = portal;
  const form = useSchemaForm(formSchema, { title, slug, description });
  const { control } = form;
  const text = useController({ control, name: 'description' });
  return (
    <Section title="Settings" description="Changes are public as soon as they are saved." boxed>
      <Form
        form={form}
        onSubmit={async (values) => {
          await update.mutateAsync({ portalId: portal.id, ...changedValues(form.formState.defaultValues, values) });
          form.reset(values);
          await queries.invalidateQueries(trpc.portals.pathFilter());
          toastDone(`The settings of ${values.title} are saved`);
        }}
      >
        <TextField control={control} name="title" label="Title" disabled={!mayWrite} />
        <TextField
          control={control}
          name="slug"
          label="Address"
          hint={
            portal.published
              ? 'Stands after /portal/. When you change it, the old address stops working at once.'
              : 'Stands after /portal/.'
          }
          mono
          disabled={!mayWrite}
        />
        <div className="grid gap-1">
          <p className="font-medium">Description</p>
          <p className="text-meta text-muted">Markdown, shown on the portal’s first page.</p>
          <CodeEditor
            label="Description of the portal"
            language="markdown"
            value={text.field.value}
            onChange={text.field.onChange}
            readOnly={!mayWrite}
            height={200}
            resizable
          />
          {text.fieldState.error?.message ? (
            <p role="alert" className="text-meta text-failing">
              {text.fieldState.error.message}
            </p>
          ) : null}
        </div>
        {mayWrite ? <FormActions control={control} submitLabel="Save settings" requireChange /> : null}
      </Form>
    </Section>
  );
}
