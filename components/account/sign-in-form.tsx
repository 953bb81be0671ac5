'use client';

import { useState } from 'react';
import { signInInput } from '#core/members/input.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { Banner } from '../ui/banner.tsx';
import { signInWithPassword } from './sign-in-with-password.ts';

/** `returnTo` is a path of this console, checked by the page. */
export function SignInForm({ returnTo }: { returnTo: string }) {
  const form = useSchemaForm(signInInput, { email: '', password: '' });
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <Form
      form={form}
      onSubmit={async ({ email, password }) => {
        setFailure(null);
        const reason = await signInWithPassword(email, password);
        if (reason === null) window.location.assign(returnTo);
        else setFailure(reason);
      }}
    >
      {failure ? (
        <Banner tone="failing" title="Not signed in">
          {failure}
        </Banner>
      ) : null}
      <TextField
        control={form.control}
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        autoFocus
        required
      />
      <TextField
        control={form.control}
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        required
      />
      <FormActions control={form.control} submitLabel="Sign in" />
    </Form>
  );
}
