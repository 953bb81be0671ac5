'use client';

import { parseAsString, useQueryState } from 'nuqs';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { HealthBadge } from '../ui/health-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { type GatewayGroup, type GatewayNode, nodeHealth, nodeStateText } from './gateway-state.ts';
import { NodeSheet } from './node-sheet.tsx';
import { StartNode } from './start-node.tsx';

const columns: Column<GatewayNode>[] = [
  { key: 'name', header: 'Node', cell: ({ name }) => name },
  {
    key: 'state',
    header: 'State',
    width: '190px',
    cell: (node) => <HealthBadge state={nodeHealth(node)}>{nodeStateText(node)}</HealthBadge>,
  },
  {
    key: 'reason',
    header: 'Reason',
    hideBelow: 'md',
    cell: ({ refused, warnings }) => refused[0]?.reason ?? warnings[0] ?? <span className="text-faint">–</span>,
  },
  {
    key: 'address',
    header: 'Address',
    hideBelow: 'lg',
    mono: true,
    cell: ({ publicUrl }) => publicUrl ?? <span className="text-faint">–</span>,
  },
  { key: 'version', header: 'Version', width: '90px', hideBelow: 'lg', mono: true, cell: ({ version }) => version },
  {
    key: 'seen',
    header: 'Last report',
    width: '120px',
    hideBelow: 'sm',
    cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} />,
  },
];

function sentence({ shared, nodes }: GatewayGroup): string {
  const count = nodes.length === 1 ? '1 node' : `${nodes.length} nodes`;
  return shared
    ? `${count}. Serves every workspace of this installation.`
    : `${count}. Serves the stages of this workspace that name it, or name no group.`;
}

export interface GroupSectionProps {
  group: GatewayGroup;
  /** The group's nodes that the search leaves. */
  nodes: readonly GatewayNode[];
  isNarrowed: boolean;
  onTokens: () => void;
}

/** One group: its nodes, and how one more joins. */
export function GroupSection({ group, nodes, isNarrowed, onTokens }: GroupSectionProps) {
  const [nodeId, setNodeId] = useQueryState('node', parseAsString);
  return (
    <Section
      title={
        <span className="inline-flex items-center gap-2">
          {group.name}
          {group.shared ? <Badge>shared</Badge> : null}
        </span>
      }
      description={sentence(group)}
      actions={
        <Button size="sm" onClick={onTokens}>
          Join tokens
        </Button>
      }
    >
      {group.nodes.length === 0 ? (
        <div className="grid gap-3 rounded-md border border-dashed border-line-strong p-4">
          <p className="text-muted">No node has joined this group yet. Make a join token and start a node with it:</p>
          <StartNode token={null} />
        </div>
      ) : null}
      {group.nodes.length > 0 && nodes.length === 0 && isNarrowed ? (
        <p className="text-muted">No node of this group matches the search.</p>
      ) : null}
      {nodes.length > 0 ? (
        <DataTable
          label={`Nodes of ${group.name}`}
          columns={columns}
          rows={nodes}
          rowKey={({ id }) => id}
          rowName={({ name }) => name}
          onRowOpen={({ id }) => void setNodeId(id)}
          currentKey={nodeId ?? undefined}
        />
      ) : null}
      <NodeSheet node={group.nodes.find(({ id }) => id === nodeId) ?? null} onClose={() => void setNodeId(null)} />
    </Section>
  );
}
