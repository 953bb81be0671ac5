import { HealthBadge } from '../ui/health-badge.tsx';

/** Whether anyone can read a portal. */
export function PortalStatus({ published }: { published: boolean }) {
  return published ? <HealthBadge state="ok">Published</HealthBadge> : <HealthBadge state="unknown">Draft</HealthBadge>;
}
