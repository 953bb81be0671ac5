'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { createKeyInput } from '#core/keys/input.ts';
import { Field } from '../form/field.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useMe } from '../console/me.tsx';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { Select } from '../ui/select.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { KeyValuePanel } from './key-value-panel.tsx';

type Created = { id: string; value: string };

const NO_PLAN = 'none';

function usePlanOptions() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.plans.list.queryOptions({ limit: 100 }));
  const plans = (data?.items ?? []).map(({ id, name, stageCount }) => ({
    value: id,
    label: name,
    hint: stageCount === 1 ? 'Opens 1 stage' : `Opens ${stageCount} stages`,
  }));
  return [{ value: NO_PLAN, label: 'No plan yet', hint: 'The key opens nothing until it is in a plan' }, ...plans];
}

function CreateKeyForm({
  planId,
  onCreated,
  onCancel,
}: {
  planId?: string;
  onCreated: (created: Created) => void;
  onCancel: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(trpc.keys.create.mutationOptions());
  const form = useSchemaForm(createKeyInput, { name: '', description: '', planIds: planId ? [planId] : [] });
  const plans = useController({ control: form.control, name: 'planIds' });
  const options = usePlanOptions();
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const created = await create.mutateAsync(values);
        await Promise.all([
          queries.invalidateQueries(trpc.keys.pathFilter()),
          queries.invalidateQueries(trpc.plans.pathFilter()),
        ]);
        onCreated(created);
      }}
    >
      <TextField
        control={form.control}
        name="name"
        label="Name"
        hint="Who or what will use the key."
        autoFocus
        required
      />
      <TextField control={form.control} name="description" label="Description" rows={2} required={false} />
      <Field label="Usage plan" hint="The plan decides which stages the key opens, how fast and how often.">
        {(parts) => (
          <Select
            {...parts}
            value={plans.field.value?.[0] ?? NO_PLAN}
            onValueChange={(value) => plans.field.onChange(value === NO_PLAN ? [] : [value])}
            options={options}
          />
        )}
      </Field>
      <TextField
        control={form.control}
        name="value"
        label="Value"
        hint="Leave empty for a generated value of 40 characters."
        required={false}
        mono
      />
      <FormActions control={form.control} submitLabel="Create key" onCancel={onCancel} />
    </Form>
  );
}

export interface CreateKeySheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The plan that the key joins, chosen beforehand. */
  planId?: string;
}

export function CreateKeySheet({ open, onOpenChange, planId }: CreateKeySheetProps) {
  const me = useMe();
  const [created, setCreated] = useState<Created | null>(null);
  const note =
    me.current.apiKeyMode === 'SHOW_ONCE'
      ? 'This workspace keeps hashes only: the value cannot be read again, by anyone.'
      : 'Owners and admins can read it again later; each look is recorded in the audit.';
  function change(next: boolean) {
    if (!next) setCreated(null);
    onOpenChange(next);
  }
  return (
    <Sheet
      open={open}
      onOpenChange={change}
      mayClose={() => created === null}
      title={created ? 'Key created' : 'Create key'}
      description={created ? undefined : 'Callers send its value in the header x-api-key.'}
      footer={
        created ? (
          <>
            <ButtonLink href={`/keys/${created.id}`}>Open the key</ButtonLink>
            <Button variant="primary" onClick={() => change(false)}>
              Done
            </Button>
          </>
        ) : undefined
      }
    >
      {created ? (
        <KeyValuePanel value={created.value} note={note} />
      ) : (
        <CreateKeyForm planId={planId} onCreated={setCreated} onCancel={() => change(false)} />
      )}
    </Sheet>
  );
}
