'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createCredentialInput, updateCredentialInput } from '#core/credentials/input.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { LinesField } from '../form/lines-field.tsx';
import { SwitchField } from '../form/switch-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { toastDone } from '../ui/toast.tsx';

type Credential = Outputs['credentials']['list']['items'][number];

const ROLES_HINT =
  'ARNs, one on each line. An integration that names one of them is signed with this pair as it is, without asking STS.';
const TOKEN_HINT = 'Of temporary credentials; they end and are not renewed.';

function useCredentialChanges() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries(trpc.credentials.pathFilter());
}

function CreateForm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const create = useMutation(trpc.credentials.create.mutationOptions({ onSuccess: useCredentialChanges() }));
  const form = useSchemaForm(createCredentialInput, {
    ...{ name: '', accessKeyId: '', secretAccessKey: '', sessionToken: null, roleArns: [], isDefault: false },
  });
  const { control } = form;
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await create.mutateAsync(values);
        toastDone(`The credentials ${values.name} are kept`);
        onDone();
      }}
    >
      <TextField control={control} name="name" label="Name" hint="Whose they are, such as the account." autoFocus />
      <TextField control={control} name="accessKeyId" label="Access key id" mono autoComplete="off" />
      <TextField
        control={control}
        name="secretAccessKey"
        label="Secret access key"
        type="password"
        autoComplete="new-password"
        mono
      />
      <TextField
        control={control}
        name="sessionToken"
        label="Session token"
        hint={TOKEN_HINT}
        type="password"
        autoComplete="new-password"
        required={false}
        mono
      />
      <LinesField control={control} name="roleArns" label="Stands for roles" hint={ROLES_HINT} required={false} />
      <SwitchField
        control={control}
        name="isDefault"
        label="Default of the workspace"
        hint="Signs integrations that name no role, and assumes the roles that others name. The first pair always is."
      />
      <FormActions control={control} submitLabel="Add credentials" onCancel={onDone} />
    </Form>
  );
}

const editSchema = updateCredentialInput.omit({ credentialId: true });

function EditForm({ credential, mayWrite, onDone }: { credential: Credential; mayWrite: boolean; onDone: () => void }) {
  const trpc = useTRPC();
  const update = useMutation(trpc.credentials.update.mutationOptions({ onSuccess: useCredentialChanges() }));
  const [replacing, setReplacing] = useState(false);
  const { credentialId, name, roleArns, accessKeyId } = credential;
  const form = useSchemaForm(editSchema, { name, roleArns });
  const { control } = form;
  function replace() {
    form.setValue('secret', { accessKeyId, secretAccessKey: '', sessionToken: null }, { shouldDirty: true });
    setReplacing(true);
  }
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await update.mutateAsync({ credentialId, ...values });
        toastDone(`The credentials ${values.name ?? name} are saved`);
        onDone();
      }}
    >
      <TextField control={control} name="name" label="Name" disabled={!mayWrite} />
      <LinesField
        control={control}
        name="roleArns"
        label="Stands for roles"
        hint={ROLES_HINT}
        required={false}
        disabled={!mayWrite}
      />
      {replacing ? (
        <>
          <TextField control={control} name="secret.accessKeyId" label="Access key id" mono autoComplete="off" />
          <TextField
            control={control}
            name="secret.secretAccessKey"
            label="Secret access key"
            type="password"
            autoComplete="new-password"
            mono
          />
          <TextField
            control={control}
            name="secret.sessionToken"
            label="Session token"
            hint={TOKEN_HINT}
            type="password"
            autoComplete="new-password"
            required={false}
            mono
          />
        </>
      ) : null}
      {mayWrite && !replacing ? (
        <div>
          <Button onClick={replace}>Replace the secret</Button>
        </div>
      ) : null}
      {mayWrite ? (
        <FormActions control={control} submitLabel="Save credentials" onCancel={onDone} requireChange />
      ) : null}
    </Form>
  );
}

export interface CredentialSheetProps {
  /** What is shown; `new` adds a pair, null closes. */
  credential: Credential | 'new' | null;
  mayWrite: boolean;
  onClose: () => void;
}

export function CredentialSheet({ credential, mayWrite, onClose }: CredentialSheetProps) {
  return (
    <Sheet
      open={credential !== null}
      onOpenChange={onClose}
      title={credential === 'new' || credential === null ? 'Add AWS credentials' : credential.name}
      description={
        credential === 'new' || credential === null
          ? 'A pair with which nodes sign the calls of integrations. Give it the rights that they need and no more.'
          : credential.accessKeyId
      }
    >
      {credential === 'new' ? <CreateForm onDone={onClose} /> : null}
      {credential && credential !== 'new' ? (
        <EditForm credential={credential} mayWrite={mayWrite} onDone={onClose} />
      ) : null}
    </Sheet>
  );
}
