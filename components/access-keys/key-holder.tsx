import type { Outputs } from '../trpc.ts';
import { Badge } from '../ui/badge.tsx';

type Holder = Outputs['accessKeys']['list']['items'][number]['holder'];

/** Who signs with an access key. */
export function KeyHolder({ holder }: { holder: Holder }) {
  return (
    <span className="flex items-center gap-2">
      {holder.name}
      {holder.kind === 'service-account' ? <Badge>Service account</Badge> : null}
    </span>
  );
}
