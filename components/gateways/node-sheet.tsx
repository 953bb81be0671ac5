'use client';

import { Banner } from '../ui/banner.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';
import { HealthBadge } from '../ui/health-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { type GatewayNode, nodeHealth, nodeStateText } from './gateway-state.ts';

const reasons: Record<GatewayNode['state'], string | null> = {
  live: null,
  behind: 'It has not applied the latest changes yet. It serves what it applied last.',
  lost: 'It has not reported for a while. It may be down or cut off; a node that is only cut off goes on serving what it has.',
  stopped: 'It said goodbye when it was stopped.',
};

function stageHref(id: string): string {
  const slash = id.indexOf('/');
  return `/apis/${id.slice(0, slash)}/stages/${encodeURIComponent(id.slice(slash + 1))}`;
}

function NodeDetails({ node }: { node: GatewayNode }) {
  const reason = reasons[node.state];
  return (
    <div className="grid gap-4">
      {reason ? <Banner tone={node.state === 'lost' ? 'failing' : 'info'}>{reason}</Banner> : null}
      {node.refused.length > 0 ? (
        <Banner tone="failing" title="It refuses changes and serves these stages as they were before">
          <ul className="grid gap-2">
            {node.refused.map(({ id, reason: why }) => (
              <li key={id}>
                <TextLink href={stageHref(id)} className="font-mono">
                  {id}
                </TextLink>
                : {why}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {node.warnings.length > 0 ? (
        <Banner tone="warning" title="Warnings">
          <ul className="list-disc pl-4">
            {node.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
      <Facts
        facts={[
          { label: 'State', value: <HealthBadge state={nodeHealth(node)}>{nodeStateText(node)}</HealthBadge> },
          { label: 'Id', value: <Copyable value={node.id} label="Copy node id" /> },
          {
            label: 'Public address',
            value: node.publicUrl ? <Copyable value={node.publicUrl} label="Copy node address" /> : 'Not set',
          },
          { label: 'Version', value: <span className="font-mono">{node.version}</span> },
          { label: 'Applied revision', value: node.appliedSeq.toLocaleString('en-US') },
          { label: 'Behind by', value: node.behindBy === 0 ? 'Nothing' : node.behindBy.toLocaleString('en-US') },
          { label: 'Started', value: <RelativeTime at={node.startedAt} /> },
          { label: 'Last report', value: <RelativeTime at={node.lastSeenAt} /> },
        ]}
      />
    </div>
  );
}

/** One node as it last reported itself. */
export function NodeSheet({ node, onClose }: { node: GatewayNode | null; onClose: () => void }) {
  return (
    <Sheet open={node !== null} onOpenChange={onClose} title={node?.name ?? 'Node'}>
      {node ? <NodeDetails node={node} /> : null}
    </Sheet>
  );
}
