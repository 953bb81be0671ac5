'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createInvitationInput } from '#core/members/input.ts';
import { useMe } from '../console/me.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { roleOptions } from './role-options.ts';

function useInvite() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.invitations.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.invitations.pathFilter()),
    }),
  );
}

function InviteForm({ invite, onCancel }: { invite: ReturnType<typeof useInvite>; onCancel: () => void }) {
  const me = useMe();
  const form = useSchemaForm(createInvitationInput, { email: '', role: 'developer' as const });
  return (
    <Form form={form} onSubmit={async (values) => void (await invite.mutateAsync(values))}>
      <TextField control={form.control} name="email" label="E-mail" type="email" autoFocus required />
      <RadioField
        control={form.control}
        name="role"
        label="Role"
        options={roleOptions(me.current.role)}
        variant="cards"
      />
      <FormActions control={form.control} submitLabel="Create invitation" onCancel={onCancel} />
    </Form>
  );
}

/** Invites someone; the link is shown once, to be sent by whatever means the team uses. */
export function InviteSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const invite = useInvite();
  function close() {
    invite.reset();
    onOpenChange(false);
  }
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      mayClose={() => !invite.data}
      title={invite.data ? 'Invitation created' : 'Invite to the workspace'}
      footer={
        invite.data ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : undefined
      }
    >
      {invite.data ? (
        <div className="grid gap-3">
          <Banner tone="warning" title="Copy the link now">
            Send it to {invite.variables.email}. It is shown once, works once, and ends{' '}
            <RelativeTime at={invite.data.expiresAt} />.
          </Banner>
          <CodeBlock code={invite.data.link} title="Invitation link" wrap />
        </div>
      ) : (
        <InviteForm invite={invite} onCancel={close} />
      )}
    </Sheet>
  );
}
