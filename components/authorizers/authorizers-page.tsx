'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { useCan } from '../console/me.tsx';
import { functionOf } from '../methods/aws-uri-parts.ts';
import type { Column } from '../table/column.ts';
import { ListPage } from '../table/list-page.tsx';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { toastDone } from '../ui/toast.tsx';
import { AuthorizerSheet } from './authorizer-sheet.tsx';
import { AuthorizerTestDrawer } from './authorizer-test-drawer.tsx';
import { authorizerTypeWords } from './authorizer-types.ts';

type Authorizer = Outputs['authorizers']['list']['items'][number];

const NEW = 'new';

/** Whoever says yes or no: a function, a server, an issuer of tokens. */
function deciderOf({ authorizerUri, providerARNs, jwtConfiguration }: Authorizer): string | null {
  const pools = providerARNs.map((arn) => arn.replace(/^.*userpool\//, ''));
  return jwtConfiguration?.issuer ?? functionOf(authorizerUri) ?? authorizerUri ?? (pools.join(', ') || null);
}

const columns: Column<Authorizer>[] = [
  { key: 'name', header: 'Name', cell: ({ name }) => name },
  { key: 'type', header: 'Type', width: '180px', cell: ({ type }) => authorizerTypeWords[type] },
  {
    key: 'decides',
    header: 'Decided by',
    hideBelow: 'lg',
    mono: true,
    cell: (authorizer) => deciderOf(authorizer) ?? <span className="font-sans text-faint">–</span>,
  },
  {
    key: 'source',
    header: 'Identity source',
    hideBelow: 'md',
    mono: true,
    cell: ({ identitySource }) => identitySource ?? <span className="font-sans text-faint">–</span>,
  },
  {
    key: 'ttl',
    header: 'Cached for',
    width: '110px',
    align: 'end',
    hideBelow: 'sm',
    cell: ({ authorizerResultTtlInSeconds: seconds }) => (seconds === 0 ? 'Not cached' : `${seconds} s`),
  },
];

/** The authorizers of an API's draft. */
export function AuthorizersPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = useListState();
  const mayWrite = useCan('apis.write');
  const [openId, setOpenId] = useQueryState('authorizer', parseAsString);
  const [testedId, setTestedId] = useQueryState('test', parseAsString);
  const [deleting, setDeleting] = useState<Authorizer | null>(null);
  const { data, error, refetch } = useQuery(trpc.authorizers.list.queryOptions({ apiId }));
  const remove = useMutation(
    trpc.authorizers.delete.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queries.invalidateQueries(trpc.authorizers.pathFilter()),
          queries.invalidateQueries(trpc.apis.pathFilter()),
        ]),
    }),
  );
  const text = list.search.trim().toLowerCase();
  const rows = data?.items.filter(({ id, name }) => name.toLowerCase().includes(text) || id === text);
  const opened = data?.items.find(({ id }) => id === openId);
  const create = mayWrite ? <Button onClick={() => void setOpenId(NEW)}>Create authorizer</Button> : null;
  return (
    <>
      <ListPage
        embedded
        title="Authorizers"
        description="An authorizer decides for each request whether its caller may go on. Methods name it."
        label="Authorizers"
        actions={create}
        toolbar={{
          search: { label: 'Search authorizers by name or id', value: list.search, onChange: list.setSearch },
        }}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        onRowOpen={({ id }) => void setOpenId(id)}
        rowMenu={
          mayWrite
            ? (authorizer) => [
                { label: 'Test', onSelect: () => void setTestedId(authorizer.id) },
                { label: 'Edit', onSelect: () => void setOpenId(authorizer.id) },
                { label: 'Delete', danger: true, onSelect: () => setDeleting(authorizer) },
              ]
            : undefined
        }
        currentKey={openId ?? undefined}
        error={error}
        onRetry={() => void refetch()}
        narrowed={list.narrowed}
        onClear={list.clear}
        empty={{
          icon: <ShieldCheck aria-hidden="true" />,
          title: 'No authorizers yet',
          description: 'An import brings those of its description along, or create one by hand.',
          action: create,
        }}
      />
      <AuthorizerSheet
        key={openId}
        apiId={apiId}
        authorizer={openId === NEW ? NEW : (opened ?? null)}
        mayWrite={mayWrite}
        onClose={() => void setOpenId(null)}
      />
      <AuthorizerTestDrawer
        apiId={apiId}
        authorizer={data?.items.find(({ id }) => id === testedId) ?? null}
        onClose={() => void setTestedId(null)}
      />
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={() => setDeleting(null)}
        title={`Delete the authorizer ${deleting?.name ?? ''}?`}
        description="It is refused while a method names it. Stages keep what they serve until the next deployment."
        confirmLabel="Delete authorizer"
        danger
        onConfirm={async () => {
          if (!deleting) return;
          await remove.mutateAsync({ apiId, authorizerId: deleting.id });
          toastDone(`The authorizer ${deleting.name} is deleted`);
        }}
      />
    </>
  );
}
