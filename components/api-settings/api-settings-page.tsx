'use client';

import { useQuery } from '@tanstack/react-query';
import { useCan } from '../console/me.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { useTRPC } from '../trpc.ts';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { ApiSettingsForm } from './api-settings-form.tsx';
import { DeleteApi } from './delete-api.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** The settings of an API's draft, and its end. */
export function ApiSettingsPage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const mayWrite = useCan('apis.write');
  const mayDelete = useCan('apis.delete');
  const { data, error, refetch } = useQuery(trpc.apis.get.queryOptions({ apiId }, { refetchOnWindowFocus: false }));
  return (
    <SettingsFrame
      apiId={apiId}
      title="Settings"
      description="They are part of the design: stages take them up with the next deployment."
    >
      {error && !data ? (
        <QueryError title="The settings could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonLines lines={10} label="Loading the settings" /> : null}
      {data ? (
        <div className="grid max-w-180 gap-8">
          <ApiSettingsForm api={data} mayWrite={mayWrite} />
          {mayDelete ? <DeleteApi api={data} /> : null}
        </div>
      ) : null}
    </SettingsFrame>
  );
}
