'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { QueryError } from '../layout/query-error.tsx';
import { PortalStatus } from '../portals/portal-status.tsx';
import { useTRPC } from '../trpc.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { TextLink } from '../ui/text-link.tsx';

const MOST_PORTALS = 100;

/** The portals that document an API, with the way to its public reference. */
export function PublishingPortals({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const list = useQuery(trpc.portals.list.queryOptions({ limit: MOST_PORTALS }));
  const portals = useQueries({
    queries: (list.data?.items ?? []).map(({ id }) => trpc.portals.get.queryOptions({ portalId: id })),
  });
  const error = list.error ?? portals.find((portal) => portal.error)?.error;
  const isLoading = !error && (!list.data || portals.some(({ isPending }) => isPending));
  const entries = portals.flatMap(({ data }) =>
    (data?.apis ?? []).filter((entry) => entry.apiId === apiId).map((entry) => ({ portal: data, entry })),
  );
  return (
    <Section
      title="Portals"
      description="Which portals document this API, and by which stage."
      actions={
        <ButtonLink size="sm" href="/portals">
          All portals
        </ButtonLink>
      }
      boxed
    >
      {error ? (
        <QueryError title="The portals could not be loaded" error={error} onRetry={() => void list.refetch()} />
      ) : null}
      {isLoading ? <SkeletonLines lines={3} label="Loading the portals" /> : null}
      {!isLoading && !error && entries.length === 0 ? (
        <p className="text-muted">
          None. Open a portal, or create one, and add a stage of this API to it: its reference is public once the portal
          is published.
        </p>
      ) : null}
      <ul className="grid gap-3">
        {entries.map(({ portal, entry }) =>
          portal ? (
            <li key={portal.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <TextLink href={`/portals/${portal.id}`}>{portal.title}</TextLink>
              <PortalStatus published={portal.published} />
              <span className="grow text-muted">
                stage <span className="font-mono">{entry.stageName}</span>
                {entry.version === null ? ' (gone: not shown)' : null}
              </span>
              {portal.published && entry.version !== null ? (
                <span className="flex gap-3">
                  <TextLink href={`${portal.path}/${apiId}`} target="_blank">
                    Public reference
                  </TextLink>
                  <TextLink href={`${portal.path}/${apiId}/openapi.json`} target="_blank" prefetch={false}>
                    Public OpenAPI
                  </TextLink>
                </span>
              ) : null}
            </li>
          ) : null,
        )}
      </ul>
    </Section>
  );
}
