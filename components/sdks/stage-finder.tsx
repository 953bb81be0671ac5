'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { QueryError } from '../layout/query-error.tsx';
import { SearchBox } from '../table/search-box.tsx';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

export interface FoundStage {
  apiId: string;
  apiName: string;
  stageName: string;
  version: number;
}

export interface StageFinderProps {
  /** What stands at the end of each stage: the act that chooses it. */
  act: (stage: FoundStage) => ReactNode;
  pageSize?: number;
}

/** Finds a deployed stage by the name or id of its API. */
export function StageFinder({ act, pageSize = 25 }: StageFinderProps) {
  const trpc = useTRPC();
  const [search, setSearch] = useState('');
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.apis.list.infiniteQueryOptions(
      { search, limit: pageSize },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const stages = data?.pages.flatMap(({ items }) =>
    items.flatMap(({ id, name, stages: own }) =>
      own.map(({ stageName, version }) => ({ apiId: id, apiName: name, stageName, version })),
    ),
  );
  return (
    <div className="grid gap-3">
      <SearchBox label="Search APIs by name or id" value={search} onChange={setSearch} />
      {error ? <QueryError title="Stages could not be loaded" error={error} onRetry={() => void refetch()} /> : null}
      {!stages && !error ? <SkeletonRows rows={6} columns={2} label="Loading stages" /> : null}
      {stages?.length === 0 ? (
        <p className="text-muted">
          {search === '' ? 'No API is deployed to a stage yet.' : 'No deployed stage fits the search.'}
        </p>
      ) : null}
      <ul className="divide-y divide-line rounded-md border border-line empty:hidden">
        {stages?.map((stage) => (
          <li key={`${stage.apiId}/${stage.stageName}`} className="flex min-h-9 items-center gap-3 px-3 py-1">
            <span className="min-w-0 grow truncate">
              {stage.apiName} <span className="font-mono text-muted">{stage.stageName}</span>{' '}
              <span className="font-mono text-meta text-muted">v{stage.version}</span>
            </span>
            {act(stage)}
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div>
          <Button size="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </div>
  );
}
