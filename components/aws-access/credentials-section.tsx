'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeySquare } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../console/me.tsx';
import { errorDetails } from '../error-details.ts';
import { QueryError } from '../layout/query-error.tsx';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { pageSummary } from '../table/page-summary.ts';
import { Pagination } from '../table/pagination.tsx';
import { SearchBox } from '../table/search-box.tsx';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';
import { CredentialSheet } from './credential-sheet.tsx';

type Credential = Outputs['credentials']['list']['items'][number];

const columns: Column<Credential>[] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name, isDefault }) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate">{name}</span>
        {isDefault ? <Badge tone="accent">Default</Badge> : null}
      </span>
    ),
  },
  {
    key: 'id',
    header: 'Access key id',
    width: '230px',
    hideBelow: 'sm',
    cell: ({ accessKeyId }) => (
      <span className="relative z-1">
        <Copyable value={accessKeyId} label="Copy access key id" />
      </span>
    ),
  },
  {
    key: 'roles',
    header: 'Stands for roles',
    hideBelow: 'md',
    mono: true,
    cell: ({ roleArns }) =>
      roleArns.map((arn) => arn.replace(/^.*:role\//, '')).join(', ') || (
        <span className="font-sans text-faint">–</span>
      ),
  },
  {
    key: 'created',
    header: 'Created',
    width: '130px',
    hideBelow: 'md',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

/** The workspace's AWS credentials, with which nodes sign the calls of integrations. */
export function CredentialsSection() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = useListState();
  const mayWrite = useCan('credentials.write');
  const [open, setOpen] = useState<Credential | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Credential | null>(null);
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.credentials.list.queryOptions(
      { search: list.search, cursor: list.cursor, limit: list.pageSize },
      { placeholderData: keepPreviousData },
    ),
  );
  const onSuccess = () => queries.invalidateQueries(trpc.credentials.pathFilter());
  const setDefault = useMutation(trpc.credentials.setDefault.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.credentials.delete.mutationOptions({ onSuccess }));
  const create = mayWrite ? <Button onClick={() => setOpen('new')}>Add credentials</Button> : null;

  async function makeDefault({ credentialId, name }: Credential) {
    try {
      await setDefault.mutateAsync({ credentialId });
      toastDone(`${name} is the default`);
    } catch (failure) {
      toastFailed('The default was not changed', { description: errorDetails(failure).message });
    }
  }
  function rows() {
    if (error)
      return <QueryError title="Credentials could not be loaded" error={error} onRetry={() => void refetch()} />;
    if (!data) return <SkeletonRows rows={3} columns={3} label="Loading credentials" />;
    if (data.items.length === 0) {
      return (
        <EmptyState
          icon={<KeySquare aria-hidden="true" />}
          title={list.narrowed ? 'Nothing matches' : 'No credentials'}
          description={
            list.narrowed
              ? 'No credentials fit the search.'
              : 'AWS and Lambda integrations are signed with what a node finds in its own environment; where it finds nothing, they fail.'
          }
          action={list.narrowed ? <Button onClick={list.clear}>Clear search</Button> : create}
        />
      );
    }
    return (
      <>
        <DataTable
          label="AWS credentials"
          columns={columns}
          rows={data.items}
          rowKey={({ credentialId }) => credentialId}
          rowName={({ name }) => name}
          onRowOpen={setOpen}
          rowMenu={
            mayWrite
              ? (credential) => [
                  { label: 'Edit', onSelect: () => setOpen(credential) },
                  {
                    label: 'Make the default',
                    disabled: credential.isDefault,
                    onSelect: () => void makeDefault(credential),
                  },
                  { label: 'Delete', danger: true, onSelect: () => setDeleting(credential) },
                ]
              : undefined
          }
          refreshing={isPlaceholderData}
        />
        <Pagination
          pageSize={list.pageSize}
          onPageSizeChange={list.setPageSize}
          onPrevious={list.goBack}
          onNext={data.nextCursor ? () => list.goForward(data.nextCursor ?? '') : null}
          summary={pageSummary(data.items.length, data.total, 'pair')}
        />
      </>
    );
  }
  return (
    <Section
      title="Credentials"
      description="The secrets are kept encrypted, and no page and no API ever shows them again."
      actions={create}
    >
      <div className="grid gap-3">
        {data && data.items.length === 0 && !list.narrowed ? null : (
          <SearchBox label="Search by name or access key id" value={list.search} onChange={list.setSearch} />
        )}
        {rows()}
      </div>
      <CredentialSheet
        key={open === null || open === 'new' ? open : open.credentialId}
        credential={open}
        mayWrite={mayWrite}
        onClose={() => setOpen(null)}
      />
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={() => setDeleting(null)}
        title={`Delete ${deleting?.name ?? ''}?`}
        description="Nodes forget them within a second. A deleted secret does not come back."
        consequences={
          deleting
            ? [
                ...(deleting.isDefault
                  ? [{ text: 'Integrations that name no role have no credentials, and fail with 500' }]
                  : []),
                ...(deleting.roleArns.length > 0
                  ? [{ text: 'Integrations that name these roles must assume them', names: deleting.roleArns }]
                  : []),
              ]
            : []
        }
        confirmLabel={`Delete ${deleting?.name ?? ''}`}
        typeToConfirm={deleting?.name}
        danger
        onConfirm={async () => {
          if (!deleting) return;
          await remove.mutateAsync({ credentialId: deleting.credentialId });
          toastDone(`The credentials ${deleting.name} are deleted`);
        }}
      />
    </Section>
  );
}
