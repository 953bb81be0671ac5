import type { QuotaPeriod } from './schema.ts';

const dayMs = 86_400_000;

/** Start of the quota period that holds `atMs`, in epoch ms UTC. Weeks begin on Sunday as in AWS usage plans. */
export function periodStart(period: QuotaPeriod, atMs: number): number {
  const day = Math.floor(atMs / dayMs) * dayMs;
  if (period === 'DAY') return day;
  const date = new Date(day);
  if (period === 'WEEK') return day - date.getUTCDay() * dayMs;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** End (exclusive) of the quota period that holds `atMs`, in epoch ms UTC. */
export function periodEnd(period: QuotaPeriod, atMs: number): number {
  const start = periodStart(period, atMs);
  if (period === 'DAY') return start + dayMs;
  if (period === 'WEEK') return start + 7 * dayMs;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** The UTC calendar day of `atMs` as `YYYY-MM-DD`: the grain in which usage is recorded. */
export function usageDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
