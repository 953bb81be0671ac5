'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { Field } from '../form/field.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { useTRPC } from '../trpc.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { DesignChanges } from './design-changes.tsx';
import { ProblemList } from './problem-list.tsx';

function Changes({ apiId, stageName }: { apiId: string; stageName: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.deployments.preview.queryOptions({ apiId, stageName }));
  if (error)
    return <QueryError title="The changes could not be worked out" error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonLines lines={8} label="Comparing the draft" />;
  return (
    <div className="grid gap-4">
      <ProblemList apiId={apiId} problems={data.problems} />
      {data.changes.length === 0 ? (
        <EmptyState
          title="The draft is what is live"
          description={`${stageName} runs version ${data.baseVersion}, which is the same design.`}
        />
      ) : (
        <DesignChanges changes={data.changes} />
      )}
    </div>
  );
}

/** What the draft has that a stage does not serve yet. */
export function DraftChangesPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useQueryState('stage', parseAsString);
  const stages = useQuery(trpc.stages.list.queryOptions({ apiId }));
  const items = stages.data?.items;
  const stageName = items?.find((stage) => stage.stageName === chosen)?.stageName ?? items?.[0]?.stageName;
  return (
    <PageBody>
      <PageHeader
        level={2}
        title="Changes not deployed"
        description="What differs between the draft and the newest version on a stage."
        crumbs={[{ label: 'Deployments', href: `/apis/${apiId}/deployments` }, { label: 'Changes not deployed' }]}
      />
      {stages.error ? (
        <QueryError title="The stages could not be loaded" error={stages.error} onRetry={() => void stages.refetch()} />
      ) : null}
      {!items && !stages.error ? <SkeletonLines lines={8} label="Loading stages" /> : null}
      {items?.length === 0 ? (
        <EmptyState
          title="Nothing is deployed yet"
          description="Deploy the draft to a first stage; all of it is new."
        />
      ) : null}
      {items && stageName ? (
        <>
          <Field label="Stage" inline>
            {(parts) => (
              <Select
                {...parts}
                className="w-48"
                value={stageName}
                onValueChange={(value) => void setChosen(value)}
                options={items.map((stage) => ({
                  value: stage.stageName,
                  label: stage.stageName,
                  hint: `Runs version ${stage.version}`,
                }))}
              />
            )}
          </Field>
          <Changes apiId={apiId} stageName={stageName} />
        </>
      ) : null}
    </PageBody>
  );
}
