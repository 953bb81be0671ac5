'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCan } from '../console/me.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';
import { Menu } from '../ui/menu.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { toastDone } from '../ui/toast.tsx';
import { RollbackDialog } from '../stages/rollback-dialog.tsx';
import { DesignChanges } from './design-changes.tsx';

type Deployment = Outputs['deployments']['get'];

function DeploymentActions({ apiId, deployment }: { apiId: string; deployment: Deployment }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayPoint = useCan('stages.write');
  const mayEdit = useCan('apis.write');
  const [stageName, setStageName] = useState<string | null>(null);
  const [restoring, setRestoring] = useState(false);
  const stages = useQuery(trpc.stages.list.queryOptions({ apiId }));
  const restore = useMutation(trpc.deployments.restoreDraft.mutationOptions());
  const { id: deploymentId, number } = deployment;
  const others = (stages.data?.items ?? []).filter((stage) => stage.deploymentId !== deploymentId || stage.canary);
  return (
    <>
      {mayPoint && others.length > 0 ? (
        <Menu
          trigger={<Button>Serve on…</Button>}
          items={others.map((stage) => ({
            label: stage.stageName,
            hint: `Runs version ${stage.version}`,
            onSelect: () => setStageName(stage.stageName),
          }))}
        />
      ) : null}
      {mayEdit ? <Button onClick={() => setRestoring(true)}>Restore as draft</Button> : null}
      <RollbackDialog
        apiId={apiId}
        stage={others.find((stage) => stage.stageName === stageName) ?? null}
        target={{ deploymentId, number }}
        onClose={() => setStageName(null)}
      />
      <ConfirmDialog
        open={restoring}
        onOpenChange={setRestoring}
        title={`Make the draft what version ${number} was?`}
        description="Stages go on serving what they serve."
        consequences={[{ text: 'Changes of the draft that were never deployed are lost' }]}
        confirmLabel={`Restore version ${number}`}
        danger
        onConfirm={async () => {
          const { changed } = await restore.mutateAsync({ apiId, deploymentId });
          await queries.invalidateQueries();
          toastDone(changed === 0 ? 'The draft was the same already' : `The draft is version ${number} again`);
        }}
      />
    </>
  );
}

export function DeploymentPage({ apiId, deploymentId }: { apiId: string; deploymentId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.deployments.get.queryOptions({ apiId, deploymentId }));
  const crumbs = [{ label: 'Deployments', href: `/apis/${apiId}/deployments` }];
  if (error || !data) {
    return (
      <PageBody>
        <PageHeader level={2} title="Version" crumbs={crumbs} />
        {error ? (
          <QueryError title="This version could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonLines lines={8} label="Loading the version" />
        )}
      </PageBody>
    );
  }
  const runsOn = [
    ...data.stages,
    ...data.canaries.map((canary) => `${canary.stageName} canary ${canary.percentTraffic} %`),
  ];
  return (
    <PageBody>
      <PageHeader
        level={2}
        title={`Version ${data.number}`}
        description={data.description}
        crumbs={[...crumbs, { label: `Version ${data.number}` }]}
        actions={<DeploymentActions apiId={apiId} deployment={data} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <Section title="Facts" boxed>
          <Facts
            layout="stacked"
            facts={[
              { label: 'Runs on', value: runsOn.join(', ') || 'No stage' },
              { label: 'Methods', value: data.routeCount.toLocaleString('en-US') },
              { label: 'Deployed', value: <RelativeTime at={data.createdDate} /> },
              { label: 'By', value: data.createdByName },
              { label: 'Id', value: <Copyable value={data.id} label="Copy deployment id" /> },
              {
                label: 'Snapshot',
                value: (
                  <Copyable
                    value={data.snapshotHash}
                    text={data.snapshotHash.slice(0, 12)}
                    label="Copy snapshot hash"
                  />
                ),
              },
            ]}
          />
        </Section>
        <Section title={data.previousNumber === null ? 'Changes' : `Changes against version ${data.previousNumber}`}>
          {data.previousNumber === null ? (
            <p className="text-muted">This is the first version.</p>
          ) : data.changes.length === 0 ? (
            <p className="text-muted">None: the same design was deployed again.</p>
          ) : (
            <DesignChanges changes={data.changes} />
          )}
        </Section>
      </div>
    </PageBody>
  );
}
