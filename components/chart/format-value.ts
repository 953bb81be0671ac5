import type { Unit } from './chart-types.ts';

/** Three significant digits, without zeros at the end. */
function short(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

const COUNT_STEPS = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e4, 'k'],
] as const;

function count(value: number): string {
  for (const [size, suffix] of COUNT_STEPS) {
    if (Math.abs(value) >= size) return `${short(value / (suffix === 'k' ? 1e3 : size))} ${suffix}`;
  }
  return Number.isInteger(value) ? value.toLocaleString('en-US') : short(value);
}

function bytes(value: number): string {
  const steps = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = value < 1 ? 0 : Math.min(steps.length - 1, Math.floor(Math.log2(value) / 10));
  return `${short(value / 1024 ** power)} ${steps[power]}`;
}

/** A value in words of its unit: "18.5 k", "182 ms", "1.24 s", "0.12 %", "3.2 MiB", "12.4 /s". */
export function formatValue(value: number, unit: Unit): string {
  switch (unit) {
    case 'count':
      return count(value);
    case 'ms':
      return value >= 1000 ? `${short(value / 1000)} s` : `${short(value)} ms`;
    case 'percent':
      return `${short(value)} %`;
    case 'bytes':
      return bytes(value);
    case 'perSecond':
      return `${count(value)} /s`;
  }
}

const DURATIONS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** A length of time in ms in its greatest whole unit: "15 min", "1 h". */
export function durationText(lengthMs: number): string {
  const [size, word] = DURATIONS.find(([unitMs]) => lengthMs >= unitMs && lengthMs % unitMs === 0) ?? [1, 'ms'];
  return `${lengthMs / size} ${word}`;
}

/** The unit as it stands after a chart's title; a count is one of each bucket. */
export function unitText(unit: Unit, stepMs: number): string {
  switch (unit) {
    case 'count':
      return `per ${durationText(stepMs).replace(/^1 /, '')}`;
    case 'perSecond':
      return 'per second';
    case 'percent':
      return '%';
    default:
      return unit;
  }
}
