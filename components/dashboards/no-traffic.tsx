'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { CodeBlock } from '../ui/code.tsx';

export interface NoTrafficProps {
  apiId: string;
  /** The stage that the dashboard is narrowed to; else the API's first one is named. */
  stageName: string | null;
  emptyReason: string;
}

/** Why a dashboard is empty, and the address to call. */
export function NoTraffic({ apiId, stageName, emptyReason }: NoTrafficProps) {
  const trpc = useTRPC();
  const stages = useQuery(trpc.stages.list.queryOptions({ apiId }));
  const named = stageName ?? stages.data?.items[0]?.stageName ?? null;
  const stage = useQuery(trpc.stages.get.queryOptions({ apiId, stageName: named ?? '' }, { enabled: named !== null }));
  if (!stages.data) return null;
  if (named === null) {
    return (
      <Banner title="Nothing is deployed" actions={<ButtonLink href="?deploy=true">Deploy</ButtonLink>}>
        An API has traffic once a stage serves it.
      </Banner>
    );
  }
  return (
    <Banner title={emptyReason}>
      {stage.data ? (
        <div className="mt-2 grid gap-2">
          <p>Call {named} and the request appears here within a few seconds:</p>
          <CodeBlock code={`curl -i ${stage.data.urls.path}/`} wrap />
        </div>
      ) : null}
    </Banner>
  );
}
