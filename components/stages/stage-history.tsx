'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { RollbackDialog } from './rollback-dialog.tsx';

type Stage = Outputs['stages']['get'];
type Event = Outputs['stages']['events']['items'][number];

const WORDS: Record<string, (event: Event) => string> = {
  deploy: ({ version }) => `Deployed version ${version}`,
  rollback: ({ version }) => `Went to version ${version}`,
  'canary-deploy': ({ version, percentTraffic }) => `Canary of version ${version} at ${percentTraffic} %`,
  'canary-weight': ({ percentTraffic }) => `Canary set to ${percentTraffic} %`,
  'canary-promote': ({ version }) => `Promoted version ${version}`,
  'canary-remove': ({ version }) => `Ended the canary of version ${version}`,
  settings: () => 'Settings changed',
  'flush-cache': () => 'Cache flushed',
  'flush-authorizers-cache': () => 'Authorizers’ cache flushed',
};

function liveText({ at, liveAt }: Event): string {
  if (!liveAt) return 'not live yet';
  const seconds = Math.max(0, liveAt.getTime() - at.getTime()) / 1000;
  return seconds < 60 ? `live after ${seconds.toFixed(seconds < 10 ? 1 : 0)} s` : 'live';
}

/** What happened to the stage, newest first, and the way back to any version it served. */
export function StageHistory({ stage, mayWrite }: { stage: Stage; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { apiId, stageName } = stage;
  const [target, setTarget] = useState<{ deploymentId: string; number: number } | null>(null);
  const deployments = useQuery(trpc.deployments.list.queryOptions({ apiId, limit: 100 }));
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.stages.events.infiniteQueryOptions(
      { apiId, stageName, limit: 10 },
      { getNextPageParam: ({ nextCursor }) => nextCursor, refetchInterval: 5_000 },
    ),
  );
  const events = data?.pages.flatMap(({ items }) => items) ?? [];
  const idOf = new Map(deployments.data?.items.map(({ number, id }) => [number, id]));

  function backTo({ kind, version }: Event) {
    const deploymentId = idOf.get(version);
    const serves = ['deploy', 'rollback', 'canary-promote'].includes(kind);
    if (!mayWrite || !serves || !deploymentId || version === stage.version) return null;
    return (
      <Button size="sm" onClick={() => setTarget({ deploymentId, number: version })}>
        Back to version {version}
      </Button>
    );
  }
  return (
    <Section title="History" boxed>
      {error ? (
        <QueryError title="The history could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonLines lines={5} label="Loading the history" /> : null}
      <ol className="grid gap-3">
        {events.map((event) => (
          <li key={event.id} className="flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="grid">
              <span>{WORDS[event.kind]?.(event) ?? event.kind}</span>
              <span className="text-meta text-muted">
                {event.actorName}, <RelativeTime at={event.at} />, {liveText(event)}
              </span>
            </span>
            {backTo(event)}
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <Button
          size="sm"
          variant="ghost"
          className="mt-3"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          Show older
        </Button>
      ) : null}
      <RollbackDialog
        apiId={apiId}
        stage={target ? stage : null}
        target={target ?? { deploymentId: stage.deploymentId, number: stage.version }}
        onClose={() => setTarget(null)}
      />
    </Section>
  );
}
