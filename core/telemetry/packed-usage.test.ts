import { expect, test } from 'vitest';
import { telemetryBatchSchema } from './batch.ts';
import { packUsage, sumUsage, unpackUsage } from './packed-usage.ts';

const delta = (keyId: string, used: number, planId = 'p', day = '2026-11-18') => ({
  workspaceId: 'w',
  planId,
  keyId,
  day,
  used,
});

test('usage comes out as it went in, a block for each plan and day', () => {
  const deltas = [delta('k', 1), delta('l', 2), delta('k', 3, 'q'), delta('k', 4, 'p', '2026-11-19')];
  const packed = packUsage(deltas);
  expect(packed).toHaveLength(3);
  expect(unpackUsage(packed)).toEqual(deltas);
});

test('blocks of the same plan and day are summed key by key', () => {
  const summed = sumUsage([
    ...packUsage([delta('k', 1), delta('l', 2), delta('k', 5, 'q')]),
    ...packUsage([delta('l', 3), delta('m', 4)]),
  ]);
  expect(unpackUsage(summed)).toEqual([delta('k', 1), delta('l', 5), delta('m', 4), delta('k', 5, 'q')]);
});

test('a block with more keys than numbers is refused', () => {
  const [block] = packUsage([delta('k', 1)]);
  const batch = { nodeId: 'n', bootId: 'b', batch: 1, series: [], samples: [], dropped: 0 };
  expect(telemetryBatchSchema.parse({ ...batch, usage: [block] }).usage).toEqual([delta('k', 1)]);
  const damaged = { ...block, keyIds: ['k', 'l'] };
  expect(telemetryBatchSchema.safeParse({ ...batch, usage: [damaged] }).success).toBe(false);
});
