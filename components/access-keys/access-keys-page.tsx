'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileKey } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../console/me.tsx';
import { errorDetails } from '../error-details.ts';
import { KeyStatus } from '../keys/key-status.tsx';
import { SettingsTabs } from '../settings/settings-tabs.tsx';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { pagedRows } from '../table/paged-rows.ts';
import { useListState } from '../table/use-list-state.ts';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';
import { type AccessKey, AccessKeySheet } from './access-key-sheet.tsx';
import { CreateAccessKeySheet } from './create-access-key-sheet.tsx';
import { KeyHolder } from './key-holder.tsx';
import { LastUse } from './last-use.tsx';

const columns: Column<AccessKey>[] = [
  { key: 'name', header: 'Name', cell: ({ name }) => name },
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
    key: 'holder',
    header: 'Holder',
    hideBelow: 'md',
    cell: ({ holder }) => <KeyHolder holder={holder} />,
  },
  {
    key: 'role',
    header: 'Control API',
    width: '110px',
    hideBelow: 'lg',
    cell: ({ role }) => role ?? <span className="text-faint">Nothing</span>,
  },
  {
    key: 'policy',
    header: 'Methods',
    hideBelow: 'lg',
    cell: ({ policy }) =>
      policy === null ? <span className="text-faint">Nothing by itself</span> : 'What its policy allows',
  },
  {
    key: 'status',
    header: 'Status',
    width: '110px',
    cell: ({ enabled, expiresAt }) => <KeyStatus enabled={enabled} expiresAt={expiresAt} />,
  },
  {
    key: 'used',
    header: 'Last used',
    width: '190px',
    hideBelow: 'md',
    cell: ({ lastUsedAt }) => <LastUse at={lastUsedAt} />,
  },
];

/** What stops when a key is refused. */
function breaksText({ accessKeyId, lastUsedAt }: AccessKey) {
  return [
    { text: 'Requests that are signed with it get 403 within a second', names: [accessKeyId] },
    ...(lastUsedAt
      ? [
          {
            text: `The control API was last called with it at ${lastUsedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
          },
        ]
      : []),
  ];
}

type Asking = { what: 'disable' | 'delete'; accessKey: AccessKey };

function Confirm({ asking, onClose }: { asking: Asking | null; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries(trpc.accessKeys.pathFilter());
  const update = useMutation(trpc.accessKeys.update.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.accessKeys.delete.mutationOptions({ onSuccess }));
  if (!asking) return null;
  const { accessKey, what } = asking;
  const { name, accessKeyId } = accessKey;
  const deletes = what === 'delete';
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`${deletes ? 'Delete' : 'Disable'} ${name}?`}
      description={deletes ? 'A deleted access key does not come back.' : 'You can enable it again.'}
      consequences={breaksText(accessKey)}
      confirmLabel={`${deletes ? 'Delete' : 'Disable'} ${name}`}
      typeToConfirm={deletes ? name : undefined}
      danger
      onConfirm={async () => {
        if (deletes) await remove.mutateAsync({ accessKeyId });
        else await update.mutateAsync({ accessKeyId, enabled: false });
        toastDone(deletes ? `${name} is deleted` : `${name} is refused from now on`);
      }}
    />
  );
}

/** The access keys with which callers sign requests: one's own, or all for those who manage them. */
export function AccessKeysPage() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = useListState();
  const mayManage = useCan('accessKeys.manage');
  const [creating, setCreating] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const query = useQuery(
    trpc.accessKeys.list.queryOptions(
      { search: list.search, cursor: list.cursor, limit: list.pageSize },
      { placeholderData: keepPreviousData },
    ),
  );
  const update = useMutation(
    trpc.accessKeys.update.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.accessKeys.pathFilter()),
    }),
  );
  const opened = query.data?.items.find(({ accessKeyId }) => accessKeyId === openId) ?? null;
  const mayEdit = ({ yours }: AccessKey) => yours || mayManage;
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      Create access key
    </Button>
  );

  async function enable({ accessKeyId, name }: AccessKey) {
    try {
      await update.mutateAsync({ accessKeyId, enabled: true });
      toastDone(`${name} works again`);
    } catch (failure) {
      toastFailed('The access key was not enabled', { description: errorDetails(failure).message });
    }
  }
  return (
    <>
      <ListPage
        tabs={<SettingsTabs />}
        title="Access keys"
        description={
          mayManage
            ? 'People and service accounts sign requests with them: a key’s policy says which methods it opens, its role what it may do in the control API.'
            : 'You sign requests with them: a key’s policy says which methods it opens, its role what it may do in the control API. These are yours.'
        }
        label="Access keys"
        actions={create}
        toolbar={{
          search: { label: 'Search by name, holder or access key id', value: list.search, onChange: list.setSearch },
        }}
        columns={columns}
        {...pagedRows(list, query, 'access key')}
        rowKey={({ accessKeyId }) => accessKeyId}
        rowName={({ name }) => name}
        onRowOpen={({ accessKeyId }) => setOpenId(accessKeyId)}
        rowMenu={(accessKey) =>
          mayEdit(accessKey)
            ? [
                { label: 'Edit', onSelect: () => setOpenId(accessKey.accessKeyId) },
                accessKey.enabled
                  ? { label: 'Disable', onSelect: () => setAsking({ what: 'disable', accessKey }) }
                  : { label: 'Enable', onSelect: () => void enable(accessKey) },
                { label: 'Delete', danger: true, onSelect: () => setAsking({ what: 'delete', accessKey }) },
              ]
            : []
        }
        empty={{
          icon: <FileKey aria-hidden="true" />,
          title: 'No access keys yet',
          description: 'Create one for a caller that signs its requests, such as a service or an AWS SDK.',
          action: create,
        }}
      />
      <CreateAccessKeySheet open={creating} onOpenChange={setCreating} />
      <AccessKeySheet
        key={openId}
        accessKey={opened}
        mayEdit={opened !== null && mayEdit(opened)}
        onClose={() => setOpenId(null)}
      />
      <Confirm asking={asking} onClose={() => setAsking(null)} />
    </>
  );
}
