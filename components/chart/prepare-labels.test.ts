import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitLabel, labelRoomPx, spreadLabels } from './prepare-labels.ts';

test('labels with room stay where they are', () => {
  expect(spreadLabels([80, 10, 40], 16, 0, 100)).toEqual([80, 10, 40]);
});

test('labels at one place are moved apart, those at the end upwards', () => {
  expect(spreadLabels([98, 98, 98], 16, 0, 100)).toEqual([68, 84, 100]);
});

test('whatever is asked for, neighbours keep their gap', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 6 }), (wanted) => {
      const sorted = spreadLabels(wanted, 16, 0, 200).sort((a, b) => a - b);
      sorted.slice(1).forEach((position, index) => expect(position - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(16));
      for (const position of sorted) expect(position).toBeLessThanOrEqual(200);
    }),
  );
});

test('the room follows the longest label up to a share of the chart, and a label is cut to its room', () => {
  const label = 'GET /organisations/{organisationId}/members';
  expect(labelRoomPx(['p50', 'p99'], 600)).toBeLessThan(50);
  expect(labelRoomPx([label], 600)).toBeLessThanOrEqual(169);
  expect(fitLabel('p50', labelRoomPx(['p50'], 600))).toBe('p50');
  expect(fitLabel(label, 168)).toMatch(/^GET \/organisations.*…$/);
});
