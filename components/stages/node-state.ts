import type { Outputs } from '../trpc.ts';
import type { HealthState } from '../ui/state-dot.tsx';

export type StageNodes = Outputs['stages']['list']['items'][number]['nodes'];

export const NODE_STATE: Record<StageNodes['state'], HealthState> = {
  live: 'ok',
  pending: 'pending',
  refused: 'failing',
  'no-nodes': 'unknown',
};

/** What the nodes have done with a stage's latest change, in words. */
export function nodeText({ state, applied, total, refused }: StageNodes): string {
  if (state === 'no-nodes') return 'No gateway node is connected';
  if (state === 'refused') return `Refused by ${refused.map(({ name }) => name).join(', ')}`;
  const nodes = total === 1 ? 'node' : 'nodes';
  return state === 'live' ? `Live on ${total} of ${total} ${nodes}` : `On ${applied} of ${total} ${nodes} so far`;
}
