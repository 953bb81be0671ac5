'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { z } from 'zod';
import { apiKeyModes, workspaceNameSchema } from '#core/workspaces/input.ts';
import { CreateWorkspaceForm } from '../account/create-workspace-form.tsx';
import { useCan, useMe } from '../console/me.tsx';
import { switchWorkspace } from '../console/switch-workspace.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';
import { Section } from '../ui/section.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { toastDone } from '../ui/toast.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

const formSchema = z.object({ name: workspaceNameSchema, apiKeyMode: z.enum(apiKeyModes) });

const modes = [
  {
    value: 'RECOVERABLE',
    label: 'Readable again',
    hint: 'An encrypted copy is kept. Owners and admins can read a value back; each look is recorded. AWS clients need this.',
  },
  {
    value: 'SHOW_ONCE',
    label: 'Shown once',
    hint: 'Only hashes are kept. Choosing this erases the encrypted copies of all existing keys for good.',
  },
];

function SettingsForm() {
  const me = useMe();
  const trpc = useTRPC();
  const router = useRouter();
  const mayWrite = useCan('workspace.write');
  const update = useMutation(trpc.workspaces.update.mutationOptions());
  const current = { name: me.current.name, apiKeyMode: me.current.apiKeyMode as (typeof apiKeyModes)[number] };
  const form = useSchemaForm(formSchema, current);
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await update.mutateAsync(values);
        form.reset(values);
        router.refresh();
        toastDone('Workspace settings saved');
      }}
    >
      {mayWrite ? null : <Banner>Only owners and admins can change these settings.</Banner>}
      <TextField control={form.control} name="name" label="Name" disabled={!mayWrite} required />
      <RadioField
        control={form.control}
        name="apiKeyMode"
        label="Values of API keys"
        options={modes}
        variant="cards"
        disabled={!mayWrite}
      />
      {mayWrite ? <FormActions control={form.control} submitLabel="Save settings" requireChange /> : null}
    </Form>
  );
}

function DeleteWorkspace() {
  const me = useMe();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const remove = useMutation(trpc.workspaces.delete.mutationOptions());
  return (
    <Section
      title="Delete workspace"
      description="Takes all of its APIs out of service and erases everything in it."
      boxed
    >
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete workspace
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${me.current.name}?`}
        description="This cannot be undone."
        consequences={[
          { text: 'Every stage of every API of the workspace stops answering' },
          { text: 'All keys, usage plans, portals, telemetry and audit entries are erased' },
        ]}
        confirmLabel={`Delete ${me.current.name}`}
        typeToConfirm={me.current.name}
        danger
        onConfirm={async () => {
          await remove.mutateAsync({ confirmName: me.current.name });
          window.location.replace('/');
        }}
      />
    </Section>
  );
}

export function WorkspaceSettings() {
  const me = useMe();
  const mayDelete = useCan('workspace.delete');
  const [creating, setCreating] = useState(false);
  return (
    <PageBody>
      <SettingsTabs />
      <PageHeader
        title="Settings"
        description="The workspace: its name and how it keeps API keys."
        actions={<Button onClick={() => setCreating(true)}>Create another workspace</Button>}
      />
      <div className="grid max-w-180 gap-6">
        <Section title="Workspace" boxed>
          <SettingsForm />
        </Section>
        <Section title="For automation" boxed>
          <Facts
            facts={[
              { label: 'Workspace id', value: <Copyable value={me.current.id} label="Copy workspace id" /> },
              { label: 'Account id', value: <Copyable value={me.current.accountId} label="Copy account id" /> },
            ]}
          />
        </Section>
        {mayDelete ? <DeleteWorkspace /> : null}
      </div>
      <Sheet
        open={creating}
        onOpenChange={setCreating}
        title="Create workspace"
        description="A workspace of its own: APIs, keys, members and audit apart from this one. You own it."
      >
        <CreateWorkspaceForm onCreated={switchWorkspace} />
      </Sheet>
    </PageBody>
  );
}
