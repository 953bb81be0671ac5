import type { Outputs } from '../trpc.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

const PERIODS: Record<string, string> = { DAY: 'today', WEEK: 'this week', MONTH: 'this month' };

/** How much of a quota is used, and when it starts again. */
export function QuotaLine({ quota }: { quota: NonNullable<Outputs['keys']['usage']['items'][number]['quota']> }) {
  const { used, limit, period, resetsAt } = quota;
  const text =
    `${used.toLocaleString('en-US')} of ${limit.toLocaleString('en-US')} requests ${PERIODS[period] ?? ''}`.trim();
  return (
    <div className="grid gap-1">
      <p>{text}</p>
      <ProgressBar
        label={text}
        value={Math.min(used, limit)}
        max={limit}
        tone={used >= limit ? 'failing' : used >= limit * 0.8 ? 'warning' : undefined}
      />
      <p className="text-meta text-muted">
        The quota starts again <RelativeTime at={resetsAt} />.
      </p>
    </div>
  );
}
