'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { updateAccessKeyInput } from '#core/access-keys/input.ts';
import { useCan } from '../console/me.tsx';
import { changedValues } from '../form/changed-values.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { KeyStatus } from '../keys/key-status.tsx';
import { PolicyField } from '../policies/policy-field.tsx';
import { accessKeyPolicyTemplates } from '../policies/policy-templates.ts';
import { LastUse } from './last-use.tsx';
import { KeyHolder } from './key-holder.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { toastDone } from '../ui/toast.tsx';

export type AccessKey = Outputs['accessKeys']['list']['items'][number];

const formSchema = updateAccessKeyInput.pick({ name: true, policy: true });

function KeyFacts({ accessKey }: { accessKey: AccessKey }) {
  const { accessKeyId, holder, role, userArn, enabled, expiresAt, lastUsedAt, createdAt } = accessKey;
  return (
    <Facts
      facts={[
        { label: 'Access key id', value: <Copyable value={accessKeyId} label="Copy access key id" /> },
        { label: 'Status', value: <KeyStatus enabled={enabled} expiresAt={expiresAt} /> },
        { label: 'Holder', value: <KeyHolder holder={holder} /> },
        { label: 'Control API', value: role ? `As ${role}` : 'Nothing: it only signs requests to methods' },
        { label: 'Signs as', value: <Copyable value={userArn} label="Copy ARN" /> },
        { label: 'Expires', value: expiresAt ? <RelativeTime at={expiresAt} /> : 'Never' },
        { label: 'Last used', value: <LastUse at={lastUsedAt} /> },
        { label: 'Created', value: <RelativeTime at={createdAt} /> },
      ]}
    />
  );
}

function KeyForm({ accessKey, mayEdit, onDone }: { accessKey: AccessKey; mayEdit: boolean; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayGrant = useCan('accessKeys.grant');
  const update = useMutation(
    trpc.accessKeys.update.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.accessKeys.pathFilter()),
    }),
  );
  const form = useSchemaForm(formSchema, { name: accessKey.name, policy: accessKey.policy });
  const { control } = form;
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { accessKeyId } = accessKey;
        await update.mutateAsync({ accessKeyId, ...changedValues(form.formState.defaultValues, values) });
        toastDone(`${values.name ?? accessKey.name} is saved`, { description: 'Nodes take it up within a second.' });
        onDone();
      }}
    >
      <TextField control={control} name="name" label="Name" disabled={!mayEdit} />
      <PolicyField
        control={control}
        name="policy"
        kind="identity"
        label="Policy"
        hint="What the holder may invoke at methods with AWS IAM authorization. Empty: nothing, unless an API’s resource policy lets the holder in."
        required={false}
        templates={accessKeyPolicyTemplates()}
        height={240}
        disabled={!mayEdit || !mayGrant}
      />
      {mayEdit ? <FormActions control={control} submitLabel="Save access key" onCancel={onDone} requireChange /> : null}
    </Form>
  );
}

export interface AccessKeySheetProps {
  accessKey: AccessKey | null;
  mayEdit: boolean;
  onClose: () => void;
}

/** An access key: what is known of it, its name and its policy. */
export function AccessKeySheet({ accessKey, mayEdit, onClose }: AccessKeySheetProps) {
  return (
    <Sheet open={accessKey !== null} onOpenChange={onClose} title={accessKey?.name ?? 'Access key'} size="lg">
      {accessKey ? (
        <div className="grid gap-6">
          <KeyFacts accessKey={accessKey} />
          <KeyForm accessKey={accessKey} mayEdit={mayEdit} onDone={onClose} />
        </div>
      ) : null}
    </Sheet>
  );
}
