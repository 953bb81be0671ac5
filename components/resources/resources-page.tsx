'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import type { HttpMethod } from '#core/methods/schema.ts';
import { useCan } from '../console/me.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { SplitPane } from '../layout/split-pane.tsx';
import { MethodPanel } from '../methods/method-panel.tsx';
import { SearchBox } from '../table/search-box.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { ResourcePanel } from './resource-panel.tsx';
import { ResourceTree } from './resource-tree.tsx';
import { methodRowKey, resourceKey, treeRows, type TreeRow } from './tree-rows.ts';
import { usePlace } from './use-place.ts';

type Tree = Outputs['resources']['tree'];
type Place = ReturnType<typeof usePlace>;

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : `${noun}s`}`;
}

function TreePane({ apiId, tree, place }: { apiId: string; tree: Tree; place: Place }) {
  const [search, setSearch] = useState('');
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const words = useDeferredValue(search);
  const rows = useMemo(() => treeRows(tree.resources, collapsed, words), [tree.resources, collapsed, words]);
  const root = tree.resources.find(({ parentId }) => parentId === null);
  const resourceId = place.resourceId ?? root?.id ?? '';
  const selected = place.httpMethod ? methodRowKey(resourceId, place.httpMethod) : resourceKey(resourceId);

  function select(row: TreeRow) {
    if (row.kind === 'method') place.openMethod(row.resource.id, row.method.httpMethod as HttpMethod);
    else place.openResource(row.resource.id);
  }
  function toggle(id: string, expanded: boolean) {
    const next = new Set(collapsed);
    if (expanded) next.delete(id);
    else next.add(id);
    setCollapsed(next);
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="grid gap-2 border-b border-line p-2">
        <SearchBox label="Search paths, methods and operations" value={search} onChange={setSearch} />
        <ButtonLink size="sm" variant="ghost" href={`/apis/${apiId}/source`}>
          Edit as OpenAPI source
        </ButtonLink>
      </div>
      {rows.length === 0 ? <p className="p-3 text-muted">No path or method fits “{words}”.</p> : null}
      <ResourceTree rows={rows} selectedKey={selected} onSelect={select} onToggle={toggle} />
      <p className="border-t border-line px-3 py-1.5 text-meta text-muted" role="status">
        {counted(tree.resources.length, 'resource')},{' '}
        {counted(
          tree.resources.reduce((sum, { methods }) => sum + methods.length, 0),
          'method',
        )}
      </p>
    </div>
  );
}

function Detail({ apiId, tree, place }: { apiId: string; tree: Tree; place: Place }) {
  const mayWrite = useCan('apis.write');
  const { resources } = tree;
  const resource = place.resourceId
    ? resources.find(({ id }) => id === place.resourceId)
    : resources.find(({ parentId }) => parentId === null);
  if (!resource) {
    return (
      <PageBody>
        <p className="text-muted">This resource does not exist any more. Choose another one in the tree.</p>
      </PageBody>
    );
  }
  if (place.httpMethod) {
    return (
      <MethodPanel
        key={`${resource.id} ${place.httpMethod}`}
        apiId={apiId}
        resource={resource}
        httpMethod={place.httpMethod}
        place={place}
        mayWrite={mayWrite}
      />
    );
  }
  return (
    <ResourcePanel
      key={resource.id}
      apiId={apiId}
      resource={resource}
      resources={resources}
      mayWrite={mayWrite}
      onOpenResource={place.openResource}
      onOpenMethod={place.openMethod}
    />
  );
}

/** The heart of an API: its tree on the left, what is chosen in it on the right. */
export function ResourcesPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const place = usePlace();
  const { data, error, refetch } = useQuery(trpc.resources.tree.queryOptions({ apiId }));
  if (error) {
    return (
      <PageBody>
        <QueryError title="The resources could not be loaded" error={error} onRetry={() => void refetch()} />
      </PageBody>
    );
  }
  if (!data) return <SkeletonRows rows={12} columns={2} label="Loading the resources" />;
  return (
    <SplitPane
      label="Width of the resource tree"
      storageKey="sluice-tree-width"
      initialPx={320}
      minPx={220}
      maxPx={560}
      className="md:h-[calc(100dvh-7.25rem)] md:min-h-0 md:flex-none"
      first={<TreePane apiId={apiId} tree={data} place={place} />}
      second={<Detail apiId={apiId} tree={data} place={place} />}
    />
  );
}
