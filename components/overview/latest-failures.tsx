'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { QueryError } from '../layout/query-error.tsx';
import { requestColumns, requestName } from '../monitoring/request-columns.tsx';
import { RequestSheet } from '../monitoring/request-sheet.tsx';
import { DataTable } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

const columns = requestColumns({ withApi: false });

/** The latest requests of an API that failed, each with its cause. */
export function LatestFailures({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const [requestId, setRequestId] = useQueryState('request', parseAsString);
  const { data, error, refetch } = useQuery(
    trpc.telemetry.samples.queryOptions({ apiId, statusClass: 'failed', limit: 5 }, { refetchInterval: 15_000 }),
  );
  return (
    <Section
      title="Latest failing requests"
      actions={
        <ButtonLink size="sm" href={`/monitoring/requests?status=failed&api=${apiId}`}>
          Show all
        </ButtonLink>
      }
    >
      {error ? (
        <QueryError title="The requests could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonRows rows={5} columns={5} label="Loading the requests" /> : null}
      {data?.items.length === 0 ? <p className="text-muted">No failing request of this API was kept.</p> : null}
      {data && data.items.length > 0 ? (
        <DataTable
          label="Latest failing requests"
          columns={columns}
          rows={data.items}
          rowKey={({ id }) => id}
          rowName={requestName}
          onRowOpen={(request) => void setRequestId(request.requestId)}
        />
      ) : null}
      <RequestSheet requestId={requestId} onClose={() => void setRequestId(null)} />
    </Section>
  );
}
