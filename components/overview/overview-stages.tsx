'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { QueryError } from '../layout/query-error.tsx';
import { NODE_STATE, nodeText } from '../stages/node-state.ts';
import { useTRPC } from '../trpc.ts';
import { Badge } from '../ui/badge.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { HealthBadge } from '../ui/health-badge.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { TextLink } from '../ui/text-link.tsx';

const ADDRESSES_SHOWN = 5;

/** The stages of an API with what they run, how far the nodes are, and where callers reach them. */
export function OverviewStages({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.stages.list.queryOptions({ apiId }, { refetchInterval: 5_000 }));
  const details = useQueries({
    queries: (data?.items ?? [])
      .slice(0, ADDRESSES_SHOWN)
      .map(({ stageName }) => trpc.stages.get.queryOptions({ apiId, stageName })),
  });
  return (
    <Section title="Stages" boxed>
      {error ? (
        <QueryError title="The stages could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonLines lines={4} label="Loading the stages" /> : null}
      {data?.items.length === 0 ? <p className="text-muted">None yet. The first deployment makes one.</p> : null}
      <ul className="grid gap-4">
        {data?.items.map(({ stageName, version, canary, nodes }, index) => {
          const urls = details[index]?.data?.urls;
          return (
            <li key={stageName} className="grid gap-1">
              <div className="flex flex-wrap items-center gap-2">
                <TextLink href={`/apis/${apiId}/stages/${encodeURIComponent(stageName)}`} className="font-medium">
                  {stageName}
                </TextLink>
                <span className="font-mono text-muted">v{version}</span>
                {canary ? (
                  <Badge tone="canary">
                    canary v{canary.version} {canary.percentTraffic} %
                  </Badge>
                ) : null}
                <HealthBadge state={NODE_STATE[nodes.state]}>{nodeText(nodes)}</HealthBadge>
              </div>
              {urls ? <Copyable value={urls.path} label={`Copy the address of ${stageName}`} /> : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
