import { HealthBadge } from '../ui/health-badge.tsx';

/** Whether a key opens anything right now. */
export function KeyStatus({ enabled, expiresAt }: { enabled: boolean; expiresAt: Date | null }) {
  if (!enabled) return <HealthBadge state="failing">Disabled</HealthBadge>;
  if (expiresAt && expiresAt <= new Date()) return <HealthBadge state="failing">Expired</HealthBadge>;
  return <HealthBadge state="ok">Enabled</HealthBadge>;
}
