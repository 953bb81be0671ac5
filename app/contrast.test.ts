import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Side = 'light' | 'dark';

const css = readFileSync(new URL('./globals.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark } as Record<Side, string>],
  ),
);

function colourOf(name: string, side: Side): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`globals.css has no colour ${name} with a light and a dark value`);
  return token[side];
}

/** Relative luminance, WCAG 2.2 definition. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['canvas', 'subtle', 'raised', 'hover'];
const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'any'];
const STATUSES = ['status-2xx', 'status-3xx', 'status-4xx', 'status-5xx'];
const MEANINGS = ['accent', 'ok', 'warning', 'failing', 'stable', 'canary'];
const SERIES = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-others'];

/** Text on its ground: at least 4.5 to 1 (WCAG 2.2, 1.4.3). */
const textPairs: [string, string][] = [
  ...['ink', 'muted', 'faint', ...MEANINGS].flatMap((text) =>
    GROUNDS.map((ground): [string, string] => [text, ground]),
  ),
  ...['ink', 'muted'].map((text): [string, string] => [text, 'pressed']),
  ...[...MEANINGS, ...VERBS, ...STATUSES].map((name): [string, string] => [name, `${name}-soft`]),
  ...MEANINGS.flatMap((name): [string, string][] => [
    ['ink', `${name}-soft`],
    ['muted', `${name}-soft`],
  ]),
  ...[...VERBS, ...STATUSES].map((name): [string, string] => [name, 'canvas']),
  ['on-accent', 'accent-solid'],
  ['on-accent', 'accent-solid-hover'],
  ['on-failing', 'failing-solid'],
  ['on-failing', 'failing-solid-hover'],
  ['canvas', 'ink'],
];

/** Lines of controls, focus rings and marks of charts: at least 3 to 1 (WCAG 2.2, 1.4.11). */
const shapePairs: [string, string][] = [
  ...['control', 'focus', 'accent-solid', 'failing-solid'].flatMap((shape) =>
    ['canvas', 'subtle', 'raised'].map((ground): [string, string] => [shape, ground]),
  ),
  ...[...SERIES, 'fill-2xx', 'fill-4xx', 'fill-5xx'].flatMap((shape) =>
    ['canvas', 'raised'].map((ground): [string, string] => [shape, ground]),
  ),
  ['accent-solid', 'pressed'],
  ['canary', 'pressed'],
  ['muted', 'pressed'],
];

for (const side of ['light', 'dark'] as const) {
  test.each(textPairs)(`${side}: text %s on %s`, (text, ground) => {
    expect(contrast(colourOf(text, side), colourOf(ground, side))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(shapePairs)(`${side}: shape %s on %s`, (shape, ground) => {
    expect(contrast(colourOf(shape, side), colourOf(ground, side))).toBeGreaterThanOrEqual(3);
  });
}

test('the measure itself: black on white is 21 to 1, and a colour on itself 1 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#777777')).toBe(1);
});
