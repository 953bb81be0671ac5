'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { createAccessKeyInput } from '#core/access-keys/input.ts';
import { roles } from '#core/permissions.ts';
import { useCan, useMe } from '../console/me.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { PolicyField } from '../policies/policy-field.tsx';
import { accessKeyPolicyTemplates } from '../policies/policy-templates.ts';
import { useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { AccessKeySecret, type NewPair } from './access-key-secret.tsx';
import { expiryOf, expiryOptions } from './expiry.ts';
import { type HolderOption, holderOptions, keyRoleOptions, NO_ROLE } from './holder-options.ts';

const formSchema = z.object({
  name: createAccessKeyInput.shape.name,
  policy: createAccessKeyInput.shape.policy,
  holder: z.string(),
  role: z.string(),
  expires: z.string(),
});

function useHolders() {
  const me = useMe();
  const trpc = useTRPC();
  const enabled = useCan('accessKeys.manage');
  const members = useQuery(trpc.members.list.queryOptions({ limit: 100 }, { enabled }));
  const accounts = useQuery(trpc.serviceAccounts.list.queryOptions({ limit: 100 }, { enabled }));
  const self = { userId: me.user.id, role: me.current.role };
  return holderOptions(self, members.data?.items ?? [], accounts.data?.items ?? []);
}

function useCreateForm(userId: string) {
  return useSchemaForm(formSchema, { name: '', policy: null, holder: userId, role: NO_ROLE, expires: 'never' });
}

function HolderField({ form, holders }: { form: ReturnType<typeof useCreateForm>; holders: readonly HolderOption[] }) {
  return (
    <SelectField
      control={form.control}
      name="holder"
      label="Holder"
      hint="Methods see who signed in $context.identity.userArn. A member’s keys go when the member goes; automation has service accounts, which are made on the Team page."
      options={holders}
    />
  );
}

function CreateForm({ onCreated, onCancel }: { onCreated: (pair: NewPair) => void; onCancel: () => void }) {
  const me = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayManage = useCan('accessKeys.manage');
  const mayGrant = useCan('accessKeys.grant');
  const create = useMutation(
    trpc.accessKeys.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.accessKeys.pathFilter()),
    }),
  );
  const holders = useHolders();
  const form = useCreateForm(me.user.id);
  const { control } = form;
  const chosen = useWatch({ control, name: 'holder' });
  const holder = holders.find(({ value }) => value === chosen) ?? holders[0];
  return (
    <Form
      form={form}
      onSubmit={async ({ name, policy, role, expires }) => {
        const expiresAt = expiryOf(expires, Date.now());
        const granted = roles.find((each) => each === role) ?? null;
        onCreated(await create.mutateAsync({ name, policy, expiresAt, role: granted, ...holder.holder }));
      }}
    >
      <TextField control={control} name="name" label="Name" hint="What will sign with it." autoFocus />
      {mayManage ? <HolderField form={form} holders={holders} /> : null}
      <SelectField
        control={control}
        name="role"
        label="Role in the control API"
        hint="What the key may do to this workspace: at most what its holder may."
        options={keyRoleOptions(holder.role)}
      />
      <SelectField control={control} name="expires" label="Expires" options={expiryOptions} />
      {mayGrant ? (
        <PolicyField
          control={control}
          name="policy"
          kind="identity"
          label="Policy"
          hint="What the holder may invoke at methods with AWS IAM authorization. Empty: nothing, unless an API’s resource policy lets the holder in."
          required={false}
          templates={accessKeyPolicyTemplates()}
          height={220}
        />
      ) : (
        <Banner>The key opens no method until someone who may edit APIs gives it a policy.</Banner>
      )}
      <FormActions control={control} submitLabel="Create access key" onCancel={onCancel} />
    </Form>
  );
}

export interface CreateAccessKeySheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Makes an access key; its secret is shown once. */
export function CreateAccessKeySheet({ open, onOpenChange }: CreateAccessKeySheetProps) {
  const [created, setCreated] = useState<NewPair | null>(null);
  function change(next: boolean) {
    if (!next) setCreated(null);
    onOpenChange(next);
  }
  return (
    <Sheet
      open={open}
      onOpenChange={change}
      mayClose={() => created === null}
      size="lg"
      title={created ? 'Access key created' : 'Create access key'}
      description={
        created ? undefined : 'A pair of id and secret with which requests are signed (Signature Version 4).'
      }
      footer={
        created ? (
          <Button variant="primary" onClick={() => change(false)}>
            Done
          </Button>
        ) : undefined
      }
    >
      {created ? (
        <AccessKeySecret pair={created} />
      ) : (
        <CreateForm onCreated={setCreated} onCancel={() => change(false)} />
      )}
    </Sheet>
  );
}
