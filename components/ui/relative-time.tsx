'use client';

import { exactTimeText, relativeTimeText } from './relative-time-text.ts';
import { Tooltip } from './tooltip.tsx';
import { useNow } from './use-now.ts';

export interface RelativeTimeProps {
  /** A date, an ISO string, or ms since the epoch. */
  at: Date | string | number;
  className?: string;
}

/** "4 min ago", with the exact moment on hover and to screen readers. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const nowMs = useNow();
  const date = new Date(at);
  const exact = exactTimeText(date.getTime());
  return (
    <Tooltip content={exact}>
      <time dateTime={date.toISOString()} className={className} suppressHydrationWarning>
        {relativeTimeText(date.getTime(), nowMs)}
      </time>
    </Tooltip>
  );
}
