import type { TimeRange } from './chart-types.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Distances between ticks that people read easily. */
const TIME_STEPS_MS = [
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  30 * DAY_MS,
  90 * DAY_MS,
  365 * DAY_MS,
];

export interface TimeTick {
  atMs: number;
  label: string;
}

function timeLabel(atMs: number, stepMs: number): string {
  const date = new Date(atMs);
  const midnight = atMs % DAY_MS === 0;
  if (stepMs < DAY_MS && !midnight) return date.toISOString().slice(11, 16);
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(date);
}

/** Ticks of a time axis at round moments in UTC, at most `most` of them; midnight shows the day. */
export function timeTicks({ fromMs, toMs }: Pick<TimeRange, 'fromMs' | 'toMs'>, most: number): TimeTick[] {
  const spanMs = toMs - fromMs;
  if (!(spanMs > 0) || most < 1) return [];
  const stepMs = TIME_STEPS_MS.find((step) => spanMs / step <= most) ?? spanMs;
  const first = Math.ceil(fromMs / stepMs) * stepMs;
  const ticks: TimeTick[] = [];
  for (let atMs = first; atMs < toMs; atMs += stepMs) ticks.push({ atMs, label: timeLabel(atMs, stepMs) });
  return ticks;
}

/** Ticks of a value axis from 0 to at or above `max`, at steps of 1, 2 or 5 times a power of ten, about `count` of them. */
export function valueTicks(max: number, count = 4): number[] {
  if (!(max > 0)) return [0, 1];
  const raw = max / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= raw) ?? 10;
  const step = factor * power;
  const steps = Math.ceil(max / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
