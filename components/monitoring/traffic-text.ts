import { formatValue } from '../chart/format-value.ts';

/** A part of a whole in percent; null when there is no whole to speak of. */
export function sharePercent(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100;
}

/** "0.42 %", or a dash when nothing was counted. */
export function shareText(part: number, whole: number): string {
  const percent = sharePercent(part, whole);
  return percent === null ? '–' : formatValue(percent, 'percent');
}

/** "182 ms", or a dash when nothing was measured. */
export function latencyText(ms: number | null): string {
  return ms === null ? '–' : formatValue(ms, 'ms');
}
