import type { Outputs } from '../trpc.ts';
import type { HealthState } from '../ui/state-dot.tsx';

export type GatewayGroup = Outputs['gateways']['groups'][number];
export type GatewayNode = GatewayGroup['nodes'][number];

/** A node that lives may still refuse a change or warn: then it is not well. */
export function nodeHealth({ state, refused, warnings }: GatewayNode): HealthState {
  if (state === 'lost') return 'failing';
  if (state === 'stopped') return 'unknown';
  if (refused.length > 0) return 'failing';
  if (warnings.length > 0) return 'warning';
  return state === 'live' ? 'ok' : 'pending';
}

/** The state of a node in words, with its reason. */
export function nodeStateText({ state, behindBy, refused }: GatewayNode): string {
  switch (state) {
    case 'lost':
      return 'Lost';
    case 'stopped':
      return 'Stopped';
    case 'behind':
      return behindBy === 1 ? '1 change behind' : `${behindBy.toLocaleString('en-US')} changes behind`;
    case 'live':
      return refused.length > 0 ? 'Live, refuses a change' : 'Live';
  }
}
