'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '#core/permissions.ts';
import { useCan, useMe } from '../console/me.tsx';
import { errorDetails } from '../error-details.ts';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { pagedRows } from '../table/paged-rows.ts';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import type { MenuItem } from '../ui/menu.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';
import { InvitationsSection } from './invitations-section.tsx';
import { InviteSheet } from './invite-sheet.tsx';
import { ServiceAccountsSection } from './service-accounts-section.tsx';
import { roleMenu, roleOptions } from './role-options.ts';

type Member = Outputs['members']['list']['items'][number];

const columns: Column<Member>[] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name, you }) => (
      <span className="flex items-center gap-2">
        <Avatar name={name} className="size-5" />
        {name}
        {you ? <Badge>You</Badge> : null}
      </span>
    ),
  },
  { key: 'email', header: 'E-mail', hideBelow: 'sm', cell: ({ email }) => email },
  { key: 'role', header: 'Role', width: '110px', cell: ({ role }) => role },
  {
    key: 'seen',
    header: 'Last seen',
    width: '140px',
    hideBelow: 'md',
    cell: ({ lastSeenAt }) => (lastSeenAt ? <RelativeTime at={lastSeenAt} /> : 'Not signed in'),
  },
  {
    key: 'joined',
    header: 'Joined',
    width: '140px',
    hideBelow: 'lg',
    cell: ({ joinedAt }) => <RelativeTime at={joinedAt} />,
  },
];

export function TeamPage() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const me = useMe();
  const mayWrite = useCan('members.write');
  const list = useListState();
  const [inviting, setInviting] = useState(false);
  const [removing, setRemoving] = useState<Member | null>(null);
  const query = useQuery(
    trpc.members.list.queryOptions(
      { search: list.search, cursor: list.cursor, limit: list.pageSize },
      { placeholderData: keepPreviousData },
    ),
  );
  const refresh = () => queries.invalidateQueries(trpc.members.pathFilter());
  const setRole = useMutation(trpc.members.setRole.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(trpc.members.remove.mutationOptions({ onSuccess: refresh }));

  async function changeRole(member: Member, role: Role) {
    try {
      await setRole.mutateAsync({ userId: member.userId, role });
      toastDone(`${member.name} is ${role} now`, { undo: () => void changeRole(member, member.role) });
    } catch (failure) {
      toastFailed('The role was not changed', { description: errorDetails(failure).message });
    }
  }
  function menu(member: Member): MenuItem[] {
    return [
      ...roleMenu(me.current.role, member.role, (role) => void changeRole(member, role)),
      { kind: 'separator' },
      { label: 'Remove from workspace', danger: true, onSelect: () => setRemoving(member) },
    ];
  }
  const mayManage = (member: Member) => roleOptions(me.current.role).some(({ value }) => value === member.role);
  return (
    <>
      <ListPage
        title="Team"
        description="The members of this workspace and what they may do."
        label="Members"
        actions={
          mayWrite ? (
            <Button variant="primary" onClick={() => setInviting(true)}>
              Invite
            </Button>
          ) : null
        }
        toolbar={{
          search: { label: 'Search members by name or e-mail', value: list.search, onChange: list.setSearch },
        }}
        columns={columns}
        {...pagedRows(list, query, 'member')}
        rowKey={({ userId }) => userId}
        rowName={({ name }) => name}
        rowMenu={mayWrite ? (member) => (mayManage(member) ? menu(member) : []) : undefined}
        below={<ServiceAccountsSection />}
        empty={{ title: 'No members', description: 'Invite the people who work on your APIs.' }}
      >
        <InvitationsSection mayWrite={mayWrite} />
      </ListPage>
      <InviteSheet open={inviting} onOpenChange={setInviting} />
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Remove ${removing?.name} from ${me.current.name}?`}
        description="What they made stays. They can be invited again."
        consequences={[{ text: 'They lose access to this workspace at once', names: [removing?.email ?? ''] }]}
        confirmLabel={`Remove ${removing?.name}`}
        danger
        onConfirm={async () => {
          if (removing) await remove.mutateAsync({ userId: removing.userId });
        }}
      />
    </>
  );
}
