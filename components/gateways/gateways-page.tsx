'use client';

import { useQuery } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { Activity } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useCallback, useState } from 'react';
import { useCan } from '../console/me.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { SearchBox } from '../table/search-box.tsx';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { CreateGroupSheet } from './create-group-sheet.tsx';
import { GroupSection } from './group-section.tsx';
import { TokensSheet } from './tokens-sheet.tsx';

/** The gateway groups with their nodes, as they report themselves. */
export function GatewaysPage() {
  const trpc = useTRPC();
  const mayWrite = useCan('gateways.write');
  const [creating, setCreating] = useState(false);
  const [search, setSearch] = useQueryState('q', parseAsString.withDefault(''));
  const changeSearch = useCallback((value: string) => void setSearch(value || null), [setSearch]);
  const [tokensOf, setTokensOf] = useQueryState('tokens', parseAsString);
  const read = useQuery(trpc.gateways.groups.queryOptions({}));
  const watch = useSubscription(trpc.gateways.watch.subscriptionOptions({}));
  const groups = watch.data ?? read.data;
  const text = search.trim().toLowerCase();
  const shown = groups?.map((group) => ({
    group,
    nodes: group.nodes.filter(({ id, name }) => name.toLowerCase().includes(text) || id.includes(text)),
  }));
  const create = mayWrite ? <Button onClick={() => setCreating(true)}>Create group</Button> : null;
  return (
    <PageBody width="full">
      <PageHeader
        title="Gateways"
        description="Gateway nodes serve the traffic. They belong to groups, connect outwards to this control plane, and go on serving when it is away."
        actions={create}
      />
      {groups && groups.some(({ nodes }) => nodes.length > 0) ? (
        <SearchBox label="Search nodes by name or id" value={search} onChange={changeSearch} />
      ) : null}
      {read.error && !groups ? (
        <QueryError title="The gateways could not be loaded" error={read.error} onRetry={() => void read.refetch()} />
      ) : null}
      {!groups && !read.error ? (
        <div className="rounded-md border border-line">
          <SkeletonRows rows={4} columns={5} label="Loading the gateways" />
        </div>
      ) : null}
      {groups?.length === 0 ? (
        <EmptyState
          icon={<Activity aria-hidden="true" />}
          title="No gateway groups"
          description="A group is a set of nodes that serve the same stages: a fleet, a region."
          action={create}
        />
      ) : null}
      <div className="grid gap-8">
        {shown?.map(({ group, nodes }) => (
          <GroupSection
            key={group.id}
            group={group}
            nodes={nodes}
            isNarrowed={text !== ''}
            onTokens={() => void setTokensOf(group.id)}
          />
        ))}
      </div>
      <CreateGroupSheet open={creating} onOpenChange={setCreating} />
      <TokensSheet group={groups?.find(({ id }) => id === tokensOf) ?? null} onClose={() => void setTokensOf(null)} />
    </PageBody>
  );
}
