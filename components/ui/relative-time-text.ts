const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Short relative time, both arguments in ms since the epoch: "just now", "4 min ago", "in 3 h", "12 Mar", "12 Mar 2025". */
export function relativeTimeText(atMs: number, nowMs: number): string {
  const distanceMs = Math.abs(nowMs - atMs);
  const past = atMs <= nowMs;
  if (distanceMs < 10 * SECOND_MS) return 'just now';
  if (distanceMs < 7 * DAY_MS) {
    const amount =
      distanceMs < MINUTE_MS
        ? `${Math.floor(distanceMs / SECOND_MS)} s`
        : distanceMs < HOUR_MS
          ? `${Math.floor(distanceMs / MINUTE_MS)} min`
          : distanceMs < DAY_MS
            ? `${Math.floor(distanceMs / HOUR_MS)} h`
            : `${Math.floor(distanceMs / DAY_MS)} d`;
    return past ? `${amount} ago` : `in ${amount}`;
  }
  const at = new Date(atMs);
  const sameYear = at.getUTCFullYear() === new Date(nowMs).getUTCFullYear();
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: sameYear ? undefined : 'numeric',
    timeZone: 'UTC',
  }).format(at);
}

/** The exact moment in UTC: "2026-03-12 08:15:30 UTC". */
export function exactTimeText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
