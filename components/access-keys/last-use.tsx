import { RelativeTime } from '../ui/relative-time.tsx';

/** When the control API was last called with a key. Nodes do not tell who signed what they serve. */
export function LastUse({ at }: { at: Date | null }) {
  return at ? <RelativeTime at={at} /> : <span className="text-muted">Never by the control API</span>;
}
