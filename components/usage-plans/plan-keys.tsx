'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { errorDetails } from '../error-details.ts';
import { CreateKeySheet } from '../keys/create-key-sheet.tsx';
import { KeyStatus } from '../keys/key-status.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { DataTable } from '../table/data-table.tsx';
import { pageSummary } from '../table/page-summary.ts';
import { Pagination } from '../table/pagination.tsx';
import { SearchBox } from '../table/search-box.tsx';
import { useListState } from '../table/use-list-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/section.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';
import { ExtendQuotaSheet, type PlanMember } from './extend-quota-sheet.tsx';

type Plan = Outputs['plans']['get'];

function KeyPicker({ onPick }: { onPick: (keyId: string) => void }) {
  const trpc = useTRPC();
  const [search, setSearch] = useState('');
  const { data, error, refetch } = useQuery(
    trpc.keys.list.queryOptions({ search, limit: 25 }, { placeholderData: keepPreviousData }),
  );
  return (
    <div className="grid gap-3">
      <SearchBox label="Search keys by name, id or first characters" value={search} onChange={setSearch} />
      {error ? <QueryError title="Keys could not be loaded" error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={4} columns={2} label="Loading keys" /> : null}
      {data?.items.length === 0 ? <p className="text-muted">No key fits.</p> : null}
      <ul className="divide-y divide-line rounded-md border border-line empty:hidden">
        {data?.items.map(({ id, name, secrets }) => (
          <li key={id} className="flex min-h-9 items-center gap-3 px-3 py-1">
            <span className="min-w-0 grow truncate">{name}</span>
            <span className="font-mono text-meta text-muted">{secrets[0]?.prefix}…</span>
            <Button size="sm" onClick={() => onPick(id)}>
              Add
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The keys of a plan. */
export function PlanKeys({ plan, mayWrite }: { plan: Plan; mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = useListState();
  const [open, setOpen] = useState<'add' | 'create' | null>(null);
  const [extending, setExtending] = useState<PlanMember | null>(null);
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.plans.keys.queryOptions(
      { planId: plan.id, search: list.search, cursor: list.cursor, limit: list.pageSize },
      { placeholderData: keepPreviousData },
    ),
  );
  const refresh = async () => {
    await queries.invalidateQueries(trpc.plans.pathFilter());
    await queries.invalidateQueries(trpc.keys.pathFilter());
  };
  const addKey = useMutation(trpc.plans.addKey.mutationOptions({ onSuccess: refresh }));
  const removeKey = useMutation(trpc.plans.removeKey.mutationOptions({ onSuccess: refresh }));

  async function add(keyId: string) {
    try {
      await addKey.mutateAsync({ planId: plan.id, keyId });
      setOpen(null);
    } catch (failure) {
      toastFailed('The key was not added', { description: errorDetails(failure).message });
    }
  }
  async function remove(keyId: string, name: string) {
    try {
      await removeKey.mutateAsync({ planId: plan.id, keyId });
      toastDone(`${name} left ${plan.name}`, { undo: () => void add(keyId) });
    } catch (failure) {
      toastFailed('The key was not removed', { description: errorDetails(failure).message });
    }
  }
  const actions = mayWrite ? (
    <>
      <Button size="sm" onClick={() => setOpen('add')}>
        Add existing key
      </Button>
      <Button size="sm" onClick={() => setOpen('create')}>
        Create key
      </Button>
    </>
  ) : null;

  function rows() {
    if (error) return <QueryError title="Keys could not be loaded" error={error} onRetry={() => void refetch()} />;
    if (!data) return <SkeletonRows rows={5} columns={3} label="Loading keys" />;
    if (data.items.length === 0) {
      return (
        <EmptyState
          icon={<KeyRound aria-hidden="true" />}
          title={list.narrowed ? 'Nothing matches' : 'No keys in this plan'}
          description={list.narrowed ? 'No key of this plan fits the search.' : 'Nobody can call its stages yet.'}
          action={list.narrowed ? <Button onClick={list.clear}>Clear search</Button> : actions}
        />
      );
    }
    return (
      <>
        <DataTable
          label="Keys of the plan"
          columns={[
            { key: 'name', header: 'Name', cell: ({ name }) => name },
            {
              key: 'prefix',
              header: 'Value begins with',
              mono: true,
              hideBelow: 'md',
              cell: ({ secrets }) => `${secrets[0]?.prefix ?? ''}…`,
            },
            {
              key: 'status',
              header: 'Status',
              width: '120px',
              cell: ({ enabled, expiresAt }) => <KeyStatus enabled={enabled} expiresAt={expiresAt} />,
            },
          ]}
          rows={data.items}
          rowKey={({ id }) => id}
          rowName={({ name }) => name}
          rowHref={({ id }) => `/keys/${id}`}
          rowMenu={
            mayWrite
              ? ({ id, name }) => [
                  {
                    label: 'Set remaining quota',
                    disabled: plan.quota === null,
                    hint: plan.quota === null ? 'The plan has no quota' : undefined,
                    onSelect: () => setExtending({ planId: plan.id, keyId: id, keyName: name }),
                  },
                  { label: 'Remove from plan', danger: true, onSelect: () => void remove(id, name) },
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
          summary={pageSummary(data.items.length, data.total, 'key')}
        />
      </>
    );
  }
  return (
    <Section title="Keys" actions={actions}>
      <div className="grid gap-3">
        {data && data.items.length === 0 && !list.narrowed ? null : (
          <SearchBox label="Search keys of this plan" value={list.search} onChange={list.setSearch} />
        )}
        {rows()}
      </div>
      <Sheet open={open === 'add'} onOpenChange={() => setOpen(null)} title={`Add a key to ${plan.name}`}>
        <KeyPicker onPick={(keyId) => void add(keyId)} />
      </Sheet>
      <ExtendQuotaSheet member={extending} onClose={() => setExtending(null)} />
      <CreateKeySheet open={open === 'create'} onOpenChange={() => setOpen(null)} planId={plan.id} />
    </Section>
  );
}
