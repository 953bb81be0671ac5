import type { CanarySettings } from '#core/stages/schema.ts';
import type { StageEventKind } from './record-event.ts';
import type { StageRow } from './stage-state.ts';

type Deployment = { id: string; number: number };

/** What a stage's history says of a change: of its pointers when they move, else of its settings. */
export function updateEvent(
  before: StageRow,
  after: { deployment: Deployment; canary: CanarySettings | null; canaryDeployment: Deployment | null },
): { kind: StageEventKind; version: number; percentTraffic?: number } {
  const { deployment, canary, canaryDeployment } = after;
  if (deployment.id !== before.deploymentId) {
    const isPromotion = deployment.id === before.canaryDeploymentId;
    const kind = isPromotion ? 'canary-promote' : deployment.number < before.deployment.number ? 'rollback' : 'deploy';
    return { kind, version: deployment.number };
  }
  if (!canary || !canaryDeployment) {
    const gone = before.canaryDeployment;
    return gone ? { kind: 'canary-remove', version: gone.number } : { kind: 'settings', version: deployment.number };
  }
  const { percentTraffic } = canary;
  const version = canaryDeployment.number;
  if (canary.deploymentId !== before.canaryDeploymentId) return { kind: 'canary-deploy', version, percentTraffic };
  if (percentTraffic !== before.canaryPercentTraffic) return { kind: 'canary-weight', version, percentTraffic };
  return { kind: 'settings', version: deployment.number };
}
