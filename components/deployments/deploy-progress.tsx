'use client';

import { useSubscription } from '@trpc/tanstack-react-query';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Steps } from '../ui/steps.tsx';
import { TextLink } from '../ui/text-link.tsx';

type Nodes = Outputs['stages']['list']['items'][number]['nodes'];

function nodeStep(nodes: Nodes | undefined) {
  const count = nodes && nodes.total > 0 ? { done: nodes.applied, total: nodes.total } : undefined;
  if (nodes?.state === 'live') return { state: 'done' as const, count };
  if (nodes?.state === 'refused') return { state: 'failed' as const, count };
  return { state: 'running' as const, count };
}

/** Follows a deployment until every node has acknowledged it. It may be left: the API's header goes on showing it. */
export function DeployProgress({ apiId, stageName, version }: { apiId: string; stageName: string; version: number }) {
  const trpc = useTRPC();
  const { data } = useSubscription(trpc.stages.watch.subscriptionOptions({ apiId }));
  const nodes = data?.find((stage) => stage.stageName === stageName)?.nodes;
  return (
    <div className="grid gap-4">
      <Steps
        steps={[
          { label: `Version ${version} is stored`, state: 'done' },
          { label: `${stageName} points at it`, state: 'done' },
          { label: 'Acknowledged by the gateway nodes', ...nodeStep(nodes) },
        ]}
      />
      {nodes?.state === 'live' ? (
        <Banner tone="ok" title={`Version ${version} is live`}>
          Call it at the address on{' '}
          <TextLink href={`/apis/${apiId}/stages/${stageName}`}>the page of {stageName}</TextLink>.
        </Banner>
      ) : null}
      {nodes?.state === 'no-nodes' ? (
        <Banner tone="warning" title="No gateway node is connected">
          The version is served as soon as one connects. <TextLink href="/gateways">Look at the gateways</TextLink>.
        </Banner>
      ) : null}
      {nodes?.state === 'refused' ? (
        <Banner tone="failing" title="Refused; these nodes go on with the version before">
          <ul className="list-disc pl-4">
            {nodes.refused.map(({ name, reason }) => (
              <li key={name}>
                {name}: {reason}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
    </div>
  );
}
