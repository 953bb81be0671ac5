'use client';

import { useQuery } from '@tanstack/react-query';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { LatestFailures } from './latest-failures.tsx';
import { NextStep } from './next-step.tsx';
import { OverviewStages } from './overview-stages.tsx';
import { OverviewTraffic } from './overview-traffic.tsx';

type Api = Outputs['apis']['get'];

const keySource = { HEADER: 'Header x-api-key', AUTHORIZER: 'Authorizer' } as const;
const behaviors = { friendly: 'Friendly', 'aws-strict': 'Strict, as AWS' } as const;

function ApiFacts({ api }: { api: Api }) {
  const { id, counts } = api;
  const link = (path: string, count: number) => (
    <TextLink href={`/apis/${id}/${path}`}>{count.toLocaleString('en-US')}</TextLink>
  );
  return (
    <Section title="Facts" boxed>
      <Facts
        facts={[
          { label: 'Id', value: <Copyable value={id} label="Copy API id" /> },
          { label: 'Version', value: api.version },
          { label: 'Resources', value: link('resources', counts.resources) },
          { label: 'Methods', value: link('resources', counts.methods) },
          { label: 'Models', value: link('models', counts.models) },
          { label: 'Authorizers', value: link('authorizers', counts.authorizers) },
          { label: 'Deployments', value: link('deployments', counts.deployments) },
          { label: 'Answers', value: behaviors[api.behavior] },
          { label: 'API key source', value: keySource[api.apiKeySource] },
          { label: 'Created', value: <RelativeTime at={api.createdDate} /> },
          { label: 'Edited', value: <RelativeTime at={api.draftUpdatedAt} /> },
        ]}
      />
    </Section>
  );
}

/** An API at a glance: what it is, where it is served, how it does, and what comes next. */
export function OverviewPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.apis.get.queryOptions({ apiId }));
  if (!data) {
    return (
      <PageBody>
        <PageHeader level={2} title="Overview" />
        {error ? (
          <QueryError title="This API could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonLines lines={8} label="Loading the API" />
        )}
      </PageBody>
    );
  }
  const isServed = data.counts.stages > 0;
  return (
    <PageBody>
      <PageHeader level={2} title="Overview" description={data.description} />
      <NextStep api={data} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <ApiFacts api={data} />
        <div className="grid gap-4">
          <OverviewStages apiId={apiId} />
          {isServed ? <OverviewTraffic apiId={apiId} /> : null}
        </div>
      </div>
      {isServed ? <LatestFailures apiId={apiId} /> : null}
    </PageBody>
  );
}
