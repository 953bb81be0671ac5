const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const timeRanges = ['live', '1h', '6h', '24h', '7d', '30d'] as const;
export type TimeRangeName = (typeof timeRanges)[number];

/** How long a range is, how it is named in a sentence, and how often its window moves on, in ms. */
const facts: Record<TimeRangeName, { lengthMs: number; label: string; words: string; moveMs: number }> = {
  live: { lengthMs: 30 * MINUTE_MS, label: 'Live', words: 'the last 30 minutes', moveMs: MINUTE_MS },
  '1h': { lengthMs: HOUR_MS, label: '1 h', words: 'the last hour', moveMs: MINUTE_MS },
  '6h': { lengthMs: 6 * HOUR_MS, label: '6 h', words: 'the last 6 hours', moveMs: 5 * MINUTE_MS },
  '24h': { lengthMs: DAY_MS, label: '24 h', words: 'the last 24 hours', moveMs: 5 * MINUTE_MS },
  '7d': { lengthMs: 7 * DAY_MS, label: '7 d', words: 'the last 7 days', moveMs: HOUR_MS },
  '30d': { lengthMs: 30 * DAY_MS, label: '30 d', words: 'the last 30 days', moveMs: HOUR_MS },
};

export const timeRangeOptions = timeRanges.map((value) => ({ value, label: facts[value].label }));

/** "the last 24 hours". */
export function rangeWords(range: TimeRangeName): string {
  return facts[range].words;
}

/**
 * The span of a range that ends after `nowMs`. Its end stands at whole steps, so that the same question is asked again
 * until the next step begins, and what arrives meanwhile is in it.
 */
export function windowOf(range: TimeRangeName, nowMs: number): { from: Date; to: Date } {
  const { lengthMs, moveMs } = facts[range];
  const toMs = Math.floor(nowMs / moveMs) * moveMs + moveMs;
  return { from: new Date(toMs - lengthMs), to: new Date(toMs) };
}
