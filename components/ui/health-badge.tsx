import type { ReactNode } from 'react';
import { Badge, type Tone } from './badge.tsx';
import { StateDot, type HealthState } from './state-dot.tsx';

const TONE: Record<HealthState, Tone> = {
  ok: 'ok',
  warning: 'warning',
  failing: 'failing',
  pending: 'accent',
  unknown: 'neutral',
};

/** A state in one word, such as "Live", "Pushing", "Expired". */
export function HealthBadge({ state, children }: { state: HealthState; children: ReactNode }) {
  return (
    <Badge tone={TONE[state]} icon={<StateDot state={state} className="size-2" />}>
      {children}
    </Badge>
  );
}
