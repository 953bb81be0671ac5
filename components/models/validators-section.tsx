'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { QueryError } from '../layout/query-error.tsx';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { toastDone } from '../ui/toast.tsx';
import { ValidatorSheet } from './validator-sheet.tsx';

type Validator = Outputs['validators']['list']['items'][number];

const yesNo = (value: boolean) => (value ? 'Checked' : <span className="text-faint">Not checked</span>);

const columns: Column<Validator>[] = [
  { key: 'name', header: 'Name', cell: ({ name }) => name },
  {
    key: 'id',
    header: 'Id',
    width: '150px',
    hideBelow: 'md',
    cell: ({ id }) => (
      <span className="relative z-1">
        <Copyable value={id} label="Copy validator id" />
      </span>
    ),
  },
  { key: 'body', header: 'Body', width: '120px', cell: ({ validateRequestBody }) => yesNo(validateRequestBody) },
  {
    key: 'parameters',
    header: 'Parameters',
    width: '120px',
    cell: ({ validateRequestParameters }) => yesNo(validateRequestParameters),
  },
];

export interface ValidatorsSectionProps {
  apiId: string;
  mayWrite: boolean;
}

/** The request validators that methods of an API can name. */
export function ValidatorsSection({ apiId, mayWrite }: ValidatorsSectionProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [editing, setEditing] = useState<Validator | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Validator | null>(null);
  const { data, error, refetch } = useQuery(trpc.validators.list.queryOptions({ apiId }));
  const remove = useMutation(
    trpc.validators.delete.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queries.invalidateQueries(trpc.validators.pathFilter()),
          queries.invalidateQueries(trpc.apis.pathFilter()),
        ]),
    }),
  );
  return (
    <Section
      title="Request validators"
      description="A method that names a validator refuses requests that do not fit, before its integration is called."
      actions={mayWrite ? <Button onClick={() => setEditing('new')}>Create validator</Button> : null}
    >
      {error ? (
        <QueryError title="The validators could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonRows rows={2} columns={3} label="Loading the validators" /> : null}
      {data?.items.length === 0 ? (
        <p className="text-muted">None yet: methods take every request, whatever its body and parameters.</p>
      ) : null}
      {data && data.items.length > 0 ? (
        <DataTable
          label="Request validators"
          columns={columns}
          rows={data.items}
          rowKey={({ id }) => id}
          rowName={({ name }) => name}
          onRowOpen={mayWrite ? setEditing : undefined}
          rowMenu={
            mayWrite
              ? (validator) => [
                  { label: 'Edit', onSelect: () => setEditing(validator) },
                  { label: 'Delete', danger: true, onSelect: () => setDeleting(validator) },
                ]
              : undefined
          }
        />
      ) : null}
      <ValidatorSheet apiId={apiId} validator={editing} onClose={() => setEditing(null)} />
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={() => setDeleting(null)}
        title={`Delete the validator ${deleting?.name ?? ''}?`}
        description="It is refused while a method names it. Stages keep what they serve until the next deployment."
        confirmLabel="Delete validator"
        danger
        onConfirm={async () => {
          if (!deleting) return;
          await remove.mutateAsync({ apiId, requestValidatorId: deleting.id });
          toastDone(`The validator ${deleting.name} is deleted`);
        }}
      />
    </Section>
  );
}
