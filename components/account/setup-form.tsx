'use client';

import { useMutation } from '@tanstack/react-query';
import { setupInput } from '#core/workspaces/input.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useTRPC } from '../trpc.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

export function SetupForm() {
  const trpc = useTRPC();
  const create = useMutation(trpc.setup.create.mutationOptions());
  const form = useSchemaForm(setupInput, { workspaceName: '', name: '', email: '', password: '' });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await create.mutateAsync(values);
        const refused = await signInWithPassword(values.email, values.password);
        window.location.assign(refused === null ? '/apis' : '/sign-in');
      }}
    >
      <TextField
        control={form.control}
        name="workspaceName"
        label="Workspace"
        hint="The team that owns the APIs, for example your company or product."
        autoFocus
        required
      />
      <TextField control={form.control} name="name" label="Your name" autoComplete="name" required />
      <TextField control={form.control} name="email" label="E-mail" type="email" autoComplete="username" required />
      <TextField
        control={form.control}
        name="password"
        label="Password"
        type="password"
        hint="At least 12 characters."
        autoComplete="new-password"
        required
      />
      <FormActions control={form.control} submitLabel="Create workspace" />
    </Form>
  );
}
