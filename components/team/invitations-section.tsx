'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { QueryError } from '../layout/query-error.tsx';
import { DataTable } from '../table/data-table.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { HealthBadge } from '../ui/health-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

type Invitation = Outputs['invitations']['list']['items'][number];

/** Invitations that nobody has accepted yet. Absent when there are none. */
export function InvitationsSection({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const { data, error, refetch } = useQuery(trpc.invitations.list.queryOptions({}));
  const revoke = useMutation(
    trpc.invitations.revoke.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.invitations.pathFilter()),
    }),
  );
  if (data?.items.length === 0) return null;
  return (
    <Section title="Open invitations">
      {error ? (
        <QueryError title="Invitations could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonRows rows={2} columns={4} label="Loading invitations" /> : null}
      {data ? (
        <DataTable
          label="Open invitations"
          columns={[
            { key: 'email', header: 'E-mail', cell: ({ email }) => email },
            { key: 'role', header: 'Role', width: '110px', cell: ({ role }) => role },
            {
              key: 'by',
              header: 'Invited by',
              hideBelow: 'md',
              cell: ({ invitedBy, createdAt }) => (
                <>
                  {invitedBy ?? 'a former member'}, <RelativeTime at={createdAt} />
                </>
              ),
            },
            {
              key: 'state',
              header: 'Ends',
              width: '140px',
              cell: ({ expired, expiresAt }) =>
                expired ? <HealthBadge state="failing">Expired</HealthBadge> : <RelativeTime at={expiresAt} />,
            },
          ]}
          rows={data.items}
          rowKey={({ id }) => id}
          rowName={({ email }) => email}
          rowMenu={
            mayWrite
              ? (invitation) => [{ label: 'Revoke invitation', danger: true, onSelect: () => setRevoking(invitation) }]
              : undefined
          }
        />
      ) : null}
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={() => setRevoking(null)}
        title={`Revoke the invitation of ${revoking?.email}?`}
        consequences={[{ text: 'Its link stops working' }]}
        confirmLabel="Revoke invitation"
        danger
        onConfirm={async () => {
          if (revoking) await revoke.mutateAsync({ invitationId: revoking.id });
        }}
      />
    </Section>
  );
}
