'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiHeader, ApiHeaderSkeleton } from '../layout/api-header.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { QueryError } from '../layout/query-error.tsx';
import type { StageChipProps } from '../ui/stage-chip.tsx';
import { DeployButton } from '../deployments/deploy-button.tsx';
import { NODE_STATE, nodeText } from '../stages/node-state.ts';
import { type Outputs, useTRPC } from '../trpc.ts';

type HeaderStage = Outputs['apis']['header']['stages'][number];

function chipOf(apiId: string, { stageName, version, canary, nodes }: HeaderStage): StageChipProps {
  return {
    stageName,
    version,
    canary: canary && { version: canary.version, weightPercent: canary.percentTraffic },
    nodeState: NODE_STATE[nodes.state],
    nodeText: nodeText(nodes),
    href: `/apis/${apiId}/stages/${encodeURIComponent(stageName)}`,
  };
}

/** The header and tabs of an API around each of its pages. */
export function ApiFrame({ apiId, children }: { apiId: string; children: ReactNode }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.apis.header.queryOptions(
      { apiId },
      { refetchInterval: ({ state }) => (isSettling(state.data) ? 500 : 10_000) },
    ),
  );
  if (error && !data) {
    return (
      <PageBody>
        <QueryError title="This API could not be loaded" error={error} onRetry={() => void refetch()} />
      </PageBody>
    );
  }
  return (
    <>
      {data ? (
        <ApiHeader
          api={data}
          undeployed={{ count: data.changes.count, href: `/apis/${apiId}/deployments/diff` }}
          stages={data.stages.map((stage) => chipOf(apiId, stage))}
          deploy={<DeployButton apiId={apiId} />}
        />
      ) : (
        <ApiHeaderSkeleton apiId={apiId} />
      )}
      {children}
    </>
  );
}

/** While nodes take up a change, the header follows them closely. */
function isSettling(header: Outputs['apis']['header'] | undefined): boolean {
  return header?.stages.some(({ nodes }) => nodes.state === 'pending') ?? false;
}
