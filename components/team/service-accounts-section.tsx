'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { grantableRoles, type Role } from '#core/permissions.ts';
import { useCan, useMe } from '../console/me.tsx';
import { errorDetails } from '../error-details.ts';
import { QueryError } from '../layout/query-error.tsx';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';
import { CreateServiceAccountSheet } from './create-service-account-sheet.tsx';
import { roleMenu } from './role-options.ts';

type ServiceAccount = Outputs['serviceAccounts']['list']['items'][number];

const most = 100;

const columns: Column<ServiceAccount>[] = [
  { key: 'name', header: 'Name', mono: true, cell: ({ name }) => name },
  { key: 'role', header: 'Role', width: '110px', cell: ({ role }) => role },
  {
    key: 'keys',
    header: 'Access keys',
    width: '120px',
    align: 'end',
    cell: ({ accessKeyCount }) => accessKeyCount,
  },
  {
    key: 'created',
    header: 'Created',
    width: '140px',
    hideBelow: 'md',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

/** Who acts for the workspace without being a person. */
export function ServiceAccountsSection() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const me = useMe();
  const mayManage = useCan('accessKeys.manage');
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<ServiceAccount | null>(null);
  const { data, error, refetch } = useQuery(trpc.serviceAccounts.list.queryOptions({ limit: most }));
  const onSuccess = async () => {
    await queries.invalidateQueries(trpc.serviceAccounts.pathFilter());
    await queries.invalidateQueries(trpc.accessKeys.pathFilter());
  };
  const setRole = useMutation(trpc.serviceAccounts.setRole.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.serviceAccounts.delete.mutationOptions({ onSuccess }));

  async function changeRole({ serviceAccountId, name }: ServiceAccount, role: Role) {
    try {
      await setRole.mutateAsync({ serviceAccountId, role });
      toastDone(`${name} is ${role} now`, { description: 'Its access keys hold no more.' });
    } catch (failure) {
      toastFailed('The role was not changed', { description: errorDetails(failure).message });
    }
  }
  if (!mayManage && data?.items.length === 0) return null;
  return (
    <Section
      title="Service accounts"
      description="Automation that acts in this workspace with access keys of its own, and stays when people leave."
      actions={mayManage ? <Button onClick={() => setCreating(true)}>Create service account</Button> : null}
    >
      {error ? (
        <QueryError title="Service accounts could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonRows rows={2} columns={4} label="Loading service accounts" /> : null}
      {data?.items.length === 0 ? <p className="text-muted">None yet.</p> : null}
      {data && data.items.length > 0 ? (
        <DataTable
          label="Service accounts"
          columns={columns}
          rows={data.items}
          rowKey={({ serviceAccountId }) => serviceAccountId}
          rowName={({ name }) => name}
          rowMenu={(account) =>
            grantableRoles(me.current.role).includes(account.role)
              ? [
                  ...roleMenu(me.current.role, account.role, (role) => void changeRole(account, role)),
                  { kind: 'separator' },
                  { label: 'Delete service account', danger: true, onSelect: () => setDeleting(account) },
                ]
              : []
          }
        />
      ) : null}
      <CreateServiceAccountSheet open={creating} onOpenChange={setCreating} />
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={() => setDeleting(null)}
        title={`Delete the service account ${deleting?.name}?`}
        consequences={[
          { text: `Its access keys (${deleting?.accessKeyCount ?? 0}) are deleted: what they sign is refused at once` },
        ]}
        confirmLabel={`Delete ${deleting?.name}`}
        typeToConfirm={deleting?.accessKeyCount ? deleting.name : undefined}
        danger
        onConfirm={async () => {
          if (deleting) await remove.mutateAsync({ serviceAccountId: deleting.serviceAccountId });
        }}
      />
    </Section>
  );
}
