import { SluiceError } from '#core/errors.ts';
import type { NodeReport } from '#core/nodes/channel.ts';
import { transaction } from '../db.ts';
import { recordLiveEvents } from '../stages/live-state.ts';
import type { NodeGroup } from './authenticate-node.ts';
import { nodeReported } from './node-signal.ts';

/** Keeps what a node says of itself, and notes which stage events it made live. */
export async function recordReport(group: NodeGroup, report: NodeReport): Promise<void> {
  const facts = {
    name: report.name,
    version: report.version,
    publicUrl: report.publicUrl,
    startedAt: new Date(report.startedAtMs),
    lastSeenAt: new Date(),
    appliedSeq: BigInt(report.appliedSeq),
    stateHash: report.stateHash,
    refused: report.refused,
    warnings: report.warnings,
    stoppedAt: report.stopping ? new Date() : null,
  };
  await transaction(async (tx) => {
    const known = await tx.gatewayNode.findUnique({ where: { id: report.nodeId }, select: { groupId: true } });
    // A token of one group must not speak for a node of another.
    if (known && known.groupId !== group.groupId) {
      throw new SluiceError('CONFLICT', `Node ${report.nodeId} belongs to another group.`);
    }
    await tx.gatewayNode.upsert({
      where: { id: report.nodeId },
      create: { id: report.nodeId, groupId: group.groupId, ...facts },
      update: facts,
    });
    await recordLiveEvents(tx);
  });
  nodeReported();
}
