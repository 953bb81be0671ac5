import { Bot } from 'lucide-react';
import type { Outputs } from '../trpc.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';

type Holder = Outputs['accessKeys']['list']['items'][number]['holder'];

/** Who signs with an access key; a service account has a sign of its own. */
export function KeyHolder({ holder }: { holder: Holder }) {
  if (holder.kind === 'member') return holder.name;
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={`The service account ${holder.name}`}>
      <Bot className="size-4 shrink-0 text-muted" aria-hidden="true" />
      <VisuallyHidden>Service account</VisuallyHidden>
      <span className="truncate font-mono font-normal">{holder.name}</span>
    </span>
  );
}
