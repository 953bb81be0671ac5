'use client';

import { useQuery } from '@tanstack/react-query';
import { useCan } from '../console/me.tsx';
import { useOrigin } from '../console/use-origin.ts';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { useTRPC } from '../trpc.ts';
import { Copyable } from '../ui/copyable.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { PortalActions } from './portal-actions.tsx';
import { PortalApis } from './portal-apis.tsx';
import { PortalSettings } from './portal-settings.tsx';
import { PortalStatus } from './portal-status.tsx';

const crumbs = [{ label: 'Portals', href: '/portals' }];

/** One portal: what it says, which stages it documents, and whether anyone can read it. */
export function PortalPage({ portalId }: { portalId: string }) {
  const trpc = useTRPC();
  const origin = useOrigin();
  const mayWrite = useCan('portals.write');
  const { data, error, refetch } = useQuery(trpc.portals.get.queryOptions({ portalId }));
  if (!data) {
    return (
      <PageBody>
        <PageHeader title="Portal" crumbs={crumbs} />
        {error ? (
          <QueryError title="This portal could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonLines lines={8} label="Loading the portal" />
        )}
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHeader
        title={data.title}
        description={<Copyable value={`${origin}${data.path}`} label="Copy the address of the portal" />}
        crumbs={[...crumbs, { label: data.title }]}
        marks={<PortalStatus published={data.published} />}
        actions={<PortalActions portal={data} mayWrite={mayWrite} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <PortalSettings portal={data} mayWrite={mayWrite} />
        <PortalApis portal={data} mayWrite={mayWrite} />
      </div>
    </PageBody>
  );
}
