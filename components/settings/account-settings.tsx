'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { changePasswordInput, updateAccountInput } from '#core/members/input.ts';
import { useMe } from '../console/me.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { useTRPC } from '../trpc.ts';
import { Section } from '../ui/section.tsx';
import { toastDone } from '../ui/toast.tsx';
import { SettingsTabs } from './settings-tabs.tsx';
import { SessionsSection } from './sessions-section.tsx';

function NameForm() {
  const me = useMe();
  const trpc = useTRPC();
  const router = useRouter();
  const update = useMutation(trpc.account.update.mutationOptions());
  const form = useSchemaForm(updateAccountInput, { name: me.user.name });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await update.mutateAsync(values);
        form.reset(values);
        router.refresh();
        toastDone('Your name is saved');
      }}
    >
      <TextField control={form.control} name="name" label="Name" autoComplete="name" required />
      <FormActions control={form.control} submitLabel="Save name" requireChange />
    </Form>
  );
}

function PasswordForm() {
  const trpc = useTRPC();
  const change = useMutation(trpc.account.changePassword.mutationOptions());
  const form = useSchemaForm(changePasswordInput, { currentPassword: '', newPassword: '' });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { endedSessions } = await change.mutateAsync(values);
        form.reset();
        toastDone('Your password is changed', {
          description:
            endedSessions === 1
              ? '1 other browser was signed out.'
              : `${endedSessions} other browsers were signed out.`,
        });
      }}
    >
      <TextField
        control={form.control}
        name="currentPassword"
        label="Current password"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        control={form.control}
        name="newPassword"
        label="New password"
        type="password"
        hint="At least 12 characters. Your other browsers are signed out."
        autoComplete="new-password"
        required
      />
      <FormActions control={form.control} submitLabel="Change password" requireChange />
    </Form>
  );
}

export function AccountSettings() {
  const me = useMe();
  return (
    <PageBody>
      <SettingsTabs />
      <PageHeader title="Your account" description={me.user.email} />
      <div className="grid max-w-180 gap-6">
        <Section title="Name" boxed>
          <NameForm />
        </Section>
        <Section title="Password" boxed>
          <PasswordForm />
        </Section>
        <SessionsSection />
      </div>
    </PageBody>
  );
}
