'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { createAccessKeyInput } from '#core/access-keys/input.ts';
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

const SERVICE_ACCOUNT = 'service-account';

const formSchema = createAccessKeyInput
  .pick({ name: true, policy: true })
  .extend({ holder: z.string(), expires: z.string() });

function useHolderOptions() {
  const me = useMe();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.members.list.queryOptions({}));
  const others = (data?.items ?? []).filter(({ userId }) => userId !== me.user.id);
  return [
    { value: me.user.id, label: 'You' },
    { value: SERVICE_ACCOUNT, label: 'A service account', hint: 'Stays when people leave' },
    ...others.map(({ userId, name }) => ({ value: userId, label: name })),
  ];
}

function Holder({ control }: { control: ReturnType<typeof useCreateForm>['control'] }) {
  return (
    <SelectField
      control={control}
      name="holder"
      label="Holder"
      hint="Methods see who signed in $context.identity.userArn. A member’s keys go when the member goes."
      options={useHolderOptions()}
    />
  );
}

function useCreateForm() {
  const me = useMe();
  return useSchemaForm(formSchema, { name: '', policy: null, holder: me.user.id, expires: 'never' });
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
  const form = useCreateForm();
  const { control } = form;
  return (
    <Form
      form={form}
      onSubmit={async ({ name, policy, holder, expires }) => {
        const userId = holder === SERVICE_ACCOUNT ? null : holder;
        onCreated(
          await create.mutateAsync({
            name,
            policy,
            expiresAt: expiryOf(expires, Date.now()),
            ...(userId === me.user.id ? {} : { userId }),
          }),
        );
      }}
    >
      <TextField control={control} name="name" label="Name" hint="What will sign with it." autoFocus />
      {mayManage ? <Holder control={control} /> : null}
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
        <Banner>The key opens nothing until someone who may edit APIs gives it a policy.</Banner>
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
