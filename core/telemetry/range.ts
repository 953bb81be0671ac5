import { type Resolution, resolutionMs } from './rollup.ts';

/** A span of time cut into equal steps; all in epoch ms, aligned to the step, `toMs` exclusive. */
export type StepRange = { fromMs: number; toMs: number; stepMs: number };

/** For how long each resolution is kept, in ms. */
export type Retention = Record<Resolution, number>;

const hourMs = resolutionMs.HOUR;
const dayMs = resolutionMs.DAY;

/** The step for spans up to a length: fine enough to see, coarse enough to draw (at most about 300 points). */
const steps: readonly { upToMs: number; stepMs: number; resolution: Resolution }[] = [
  { upToMs: 3 * hourMs, stepMs: 60_000, resolution: 'MINUTE' },
  { upToMs: dayMs, stepMs: 300_000, resolution: 'MINUTE' },
  { upToMs: 10 * dayMs, stepMs: hourMs, resolution: 'HOUR' },
  { upToMs: 60 * dayMs, stepMs: 6 * hourMs, resolution: 'HOUR' },
  { upToMs: Number.POSITIVE_INFINITY, stepMs: dayMs, resolution: 'DAY' },
];

/**
 * The span widened to whole steps, and the resolution whose rows make up a step: the finest that suits the length and
 * is still kept at the span's beginning.
 */
export function stepRange(
  fromMs: number,
  toMs: number,
  nowMs: number,
  retention: Retention,
): StepRange & { resolution: Resolution } {
  const suits = steps.filter((step) => toMs - fromMs <= step.upToMs);
  const kept = suits.find((step) => nowMs - fromMs <= retention[step.resolution]);
  const { stepMs, resolution } = kept ?? { stepMs: dayMs, resolution: 'DAY' };
  return {
    fromMs: Math.floor(fromMs / stepMs) * stepMs,
    toMs: Math.ceil(toMs / stepMs) * stepMs,
    stepMs,
    resolution,
  };
}

export type RangePiece = { resolution: Resolution; fromMs: number; toMs: number };

/**
 * The fewest whole days, hours and minutes that make up a span: sums over 30 days read 30 rows of a series, not 43,200.
 * @param finest the resolution to whose boundaries the span is aligned
 */
export function coverRange(fromMs: number, toMs: number, finest: Resolution): RangePiece[] {
  if (fromMs >= toMs) return [];
  const coarser = finest === 'DAY' ? [] : finest === 'HOUR' ? (['DAY'] as const) : (['DAY', 'HOUR'] as const);
  for (const resolution of coarser) {
    const length = resolutionMs[resolution];
    const start = Math.ceil(fromMs / length) * length;
    const end = Math.floor(toMs / length) * length;
    if (start < end) {
      return [
        ...coverRange(fromMs, start, finest),
        { resolution, fromMs: start, toMs: end },
        ...coverRange(end, toMs, finest),
      ];
    }
  }
  return [{ resolution: finest, fromMs, toMs }];
}
