'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { acceptInvitationInput } from '#core/members/input.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { AuthLayout } from '../layout/auth-layout.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

type Invitation = Outputs['invitations']['inspect'];

function AcceptForm({ token, invitation }: { token: string; invitation: Invitation }) {
  const trpc = useTRPC();
  const accept = useMutation(trpc.invitations.accept.mutationOptions());
  const form = useSchemaForm(acceptInvitationInput, {
    token,
    name: invitation.userExists ? undefined : '',
    password: '',
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await accept.mutateAsync(values);
        const refused = await signInWithPassword(invitation.email, values.password ?? '');
        window.location.assign(refused === null ? '/apis' : '/sign-in');
      }}
    >
      {invitation.userExists ? null : (
        <TextField control={form.control} name="name" label="Your name" autoComplete="name" autoFocus required />
      )}
      <TextField
        control={form.control}
        name="password"
        label="Password"
        type="password"
        hint={invitation.userExists ? 'The password of your account.' : 'At least 12 characters.'}
        autoComplete={invitation.userExists ? 'current-password' : 'new-password'}
        required
      />
      <FormActions control={form.control} submitLabel={`Join ${invitation.workspaceName}`} />
    </Form>
  );
}

/** Where an invitation's link leads. */
export function AcceptInvitation({ token }: { token: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.invitations.inspect.queryOptions({ token }));
  if (error) {
    return (
      <AuthLayout title="Invitation" footer={<TextLink href="/sign-in">Sign in instead</TextLink>}>
        <QueryError title="This invitation cannot be used" error={error} onRetry={() => void refetch()} />
      </AuthLayout>
    );
  }
  if (!data) {
    return (
      <AuthLayout title="Invitation">
        <SkeletonLines lines={4} label="Loading the invitation" />
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={`Join ${data.workspaceName}`} description={`As ${data.role}, with ${data.email}.`}>
      <AcceptForm token={token} invitation={data} />
    </AuthLayout>
  );
}
