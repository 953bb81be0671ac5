'use client';

import { useQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { Field } from '../form/field.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { useTRPC } from '../trpc.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { SdkPanel } from './sdk-panel.tsx';

/** The SDKs of one API: a stage is chosen, the rest is the same as everywhere. */
export function ApiSdksPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useQueryState('stage', parseAsString);
  const { data, error, refetch } = useQuery(trpc.stages.list.queryOptions({ apiId }));
  const stageName = chosen ?? data?.items[0]?.stageName;
  return (
    <PageBody>
      <PageHeader
        level={2}
        title="SDKs"
        description="A client package generated from what a stage serves, with its types and its address."
      />
      {error ? (
        <QueryError title="The stages could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonLines lines={8} label="Loading the stages" /> : null}
      {data?.items.length === 0 ? (
        <EmptyState
          icon={<Boxes aria-hidden="true" />}
          title="No stage to make an SDK of"
          description="An SDK speaks to what a stage serves. Press Deploy above to make the first one."
        />
      ) : null}
      {data && stageName !== undefined && data.items.length > 0 ? (
        <>
          <Field label="Stage" className="max-w-80">
            {(parts) => (
              <Select
                {...parts}
                value={stageName}
                onValueChange={(next) => void setChosen(next)}
                options={data.items.map(({ stageName: value, version }) => ({
                  value,
                  label: `${value} (version ${version})`,
                }))}
              />
            )}
          </Field>
          <SdkPanel apiId={apiId} stageName={stageName} />
        </>
      ) : null}
    </PageBody>
  );
}
