'use client';

import { useQuery } from '@tanstack/react-query';
import { useCan } from '../console/me.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';
import { HealthBadge } from '../ui/health-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { CanarySection } from './canary-section.tsx';
import { DeleteStage } from './delete-stage.tsx';
import { FlushAuthorizers } from './flush-authorizers.tsx';
import { MethodSettings } from './method-settings.tsx';
import { ALL_METHODS } from './method-setting-key.ts';
import { NODE_STATE, nodeText } from './node-state.ts';
import { StageAccessLog } from './stage-access-log.tsx';
import { StageCache } from './stage-cache.tsx';
import { StageHistory } from './stage-history.tsx';
import { StageSettings } from './stage-settings.tsx';

type Stage = Outputs['stages']['get'];

/** A form begins anew when what it edits changed, and keeps what is typed when something else did. */
function keyOf(...edited: unknown[]): string {
  return JSON.stringify(edited);
}

function StageFacts({ stage }: { stage: Stage }) {
  const { deployment } = stage;
  return (
    <Section title="Facts" boxed>
      <Facts
        layout="stacked"
        facts={[
          { label: 'Address', value: <Copyable value={stage.urls.path} label="Copy address" /> },
          { label: 'Address by host name', value: <Copyable value={stage.urls.host} label="Copy host address" /> },
          {
            label: 'Version',
            value: (
              <>
                <TextLink href={`/apis/${stage.apiId}/deployments/${deployment.id}`}>
                  Version {deployment.number}
                </TextLink>
                {deployment.description ? ` · ${deployment.description}` : null}
              </>
            ),
          },
          {
            label: 'Deployed',
            value: (
              <>
                <RelativeTime at={deployment.createdDate} /> by {deployment.createdByName}
              </>
            ),
          },
          { label: 'Stage changed', value: <RelativeTime at={stage.lastUpdatedDate} /> },
        ]}
      />
    </Section>
  );
}

function Refusals({ nodes }: { nodes: Stage['nodes'] }) {
  if (nodes.refused.length === 0) return null;
  return (
    <Banner tone="failing" title="Some nodes refuse the latest change and go on with the state before">
      <ul className="list-disc pl-4">
        {nodes.refused.map(({ name, reason }) => (
          <li key={name}>
            {name}: {reason}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

export function StagePage({ apiId, stageName }: { apiId: string; stageName: string }) {
  const trpc = useTRPC();
  const mayWrite = useCan('stages.write');
  const mayDelete = useCan('stages.delete');
  const { data, error, refetch } = useQuery(
    trpc.stages.get.queryOptions(
      { apiId, stageName },
      { refetchInterval: ({ state }) => (state.data?.nodes.state === 'pending' ? 500 : 5_000) },
    ),
  );
  const crumbs = [{ label: 'Stages', href: `/apis/${apiId}/stages` }, { label: stageName }];
  if (!data) {
    return (
      <PageBody>
        <PageHeader level={2} title={stageName} crumbs={crumbs} />
        {error ? (
          <QueryError title="This stage could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonLines lines={8} label="Loading the stage" />
        )}
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHeader
        level={2}
        title={stageName}
        description={data.description}
        crumbs={crumbs}
        marks={<HealthBadge state={NODE_STATE[data.nodes.state]}>{nodeText(data.nodes)}</HealthBadge>}
        actions={
          <>
            <ButtonLink href={`/apis/${apiId}/dashboard?stage=${encodeURIComponent(stageName)}`}>Dashboard</ButtonLink>
            {mayDelete ? <DeleteStage stage={data} /> : null}
          </>
        }
      />
      <Refusals nodes={data.nodes} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="grid gap-4">
          <StageFacts stage={data} />
          <StageSettings stage={data} mayWrite={mayWrite} key={keyOf(data.description, data.variables)} />
        </div>
        <div className="grid gap-4">
          <CanarySection stage={data} mayWrite={mayWrite} />
          <StageHistory stage={data} mayWrite={mayWrite} />
        </div>
      </div>
      <MethodSettings stage={data} mayWrite={mayWrite} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-4">
          <StageCache
            stage={data}
            mayWrite={mayWrite}
            key={keyOf(data.cacheClusterSize, data.cacheClusterEnabled, data.methodSettings[ALL_METHODS])}
          />
          <FlushAuthorizers stage={data} mayWrite={mayWrite} />
        </div>
        <StageAccessLog stage={data} mayWrite={mayWrite} key={keyOf(data.accessLogSettings)} />
      </div>
    </PageBody>
  );
}
