import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SeriesPoint } from './event.ts';
import { type RollupRow, bucketStart, foldSeries, mergeCounts, rollupKeyText } from './rollup.ts';
import { bucketOf, quantile, sketchCount } from './sketch.ts';

const noon = Date.UTC(2026, 4, 1, 12, 0);

function point(overrides: Partial<SeriesPoint> = {}): SeriesPoint {
  return {
    workspaceId: 'w',
    apiId: 'a',
    stageName: 'prod',
    variant: 'stable',
    httpMethod: 'GET',
    resource: '/pets',
    keyId: 'k',
    minuteMs: noon,
    count: 2,
    count4xx: 1,
    count5xx: 0,
    cacheHits: 0,
    cacheMisses: 0,
    latency: { sum: 30, buckets: [bucketOf(10), 1, bucketOf(20), 1] },
    integrationLatency: { sum: 10, buckets: [bucketOf(10), 1] },
    ...overrides,
  };
}

const find = (rows: RollupRow[], wanted: Partial<RollupRow>) =>
  rows.filter((row) => Object.entries(wanted).every(([name, value]) => row[name as keyof RollupRow] === value));

test('a point counts once at every level and resolution', () => {
  const rows = foldSeries([point()]);
  expect(rows).toHaveLength(4 * 3);
  expect(new Set(rows.map((row) => row.count))).toEqual(new Set([2]));
  expect(find(rows, { level: 'METHOD' }).map((row) => row.member)).toEqual(Array(3).fill('GET /pets'));
  expect(find(rows, { level: 'WORKSPACE', resolution: 'DAY' })).toMatchObject([
    { apiId: '', stageName: '', variant: '', member: '', bucketMs: Date.UTC(2026, 4, 1) },
  ]);
});

test('requests without a route share one method row, and those without a key have no key row', () => {
  const rows = foldSeries([
    point({ resource: '', httpMethod: 'GET', keyId: '' }),
    point({ resource: '', httpMethod: 'BREW', keyId: '' }),
  ]);
  expect(find(rows, { level: 'METHOD', resolution: 'MINUTE' })).toMatchObject([{ member: '', count: 4 }]);
  expect(find(rows, { level: 'KEY' })).toEqual([]);
});

test('the sides of a stage stay apart, and come together in the workspace', () => {
  const rows = foldSeries([point(), point({ variant: 'canary', count: 5 })]);
  const stages = find(rows, { level: 'STAGE', resolution: 'HOUR' });
  expect(new Map(stages.map((row) => [row.variant, row.count]))).toEqual(
    new Map([
      ['canary', 5],
      ['stable', 2],
    ]),
  );
  expect(find(rows, { level: 'WORKSPACE', resolution: 'HOUR' })).toMatchObject([{ count: 7 }]);
});

const points = fc.array(
  fc
    .record({
      apiId: fc.constantFrom('a', 'b'),
      variant: fc.constantFrom('stable' as const, 'canary' as const),
      resource: fc.constantFrom('/pets', '/pets/{id}', ''),
      keyId: fc.constantFrom('', 'k1', 'k2'),
      minute: fc.integer({ min: 0, max: 3000 }),
      latencies: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 4 }),
    })
    .map(({ minute, latencies, ...series }) =>
      point({
        ...series,
        minuteMs: noon + minute * 60_000,
        count: latencies.length,
        count4xx: 0,
        latency: {
          sum: latencies.reduce((sum, each) => sum + each, 0),
          buckets: latencies.toSorted((a, b) => a - b).flatMap((each) => [bucketOf(each), 1]),
        },
      }),
    ),
  { minLength: 1, maxLength: 30 },
);

test('every level and resolution holds all requests, and every row is as large as its sketch', () => {
  fc.assert(
    fc.property(points, (batch) => {
      const rows = foldSeries(batch);
      const total = batch.reduce((sum, each) => sum + each.count, 0);
      for (const level of ['WORKSPACE', 'STAGE', 'METHOD'] as const) {
        for (const resolution of ['MINUTE', 'HOUR', 'DAY'] as const) {
          const sum = find(rows, { level, resolution }).reduce((all, row) => all + row.count, 0);
          expect(sum, `${level} ${resolution}`).toBe(total);
        }
      }
      for (const row of rows) {
        expect(sketchCount(row.latency)).toBe(row.count);
        expect(row.bucketMs).toBe(bucketStart(row.resolution, row.bucketMs));
      }
      expect(new Set(rows.map(rollupKeyText)).size).toBe(rows.length);
    }),
  );
});

test('two batches folded apart and merged are one batch folded', () => {
  fc.assert(
    fc.property(points, points, (one, other) => {
      const merged = new Map(foldSeries(one).map((row) => [rollupKeyText(row), row]));
      for (const row of foldSeries(other)) {
        const known = merged.get(rollupKeyText(row));
        merged.set(rollupKeyText(row), known ? { ...known, ...mergeCounts(known, row) } : row);
      }
      const whole = foldSeries([...one, ...other]);
      expect(merged.size).toBe(whole.length);
      for (const row of whole) {
        const same = merged.get(rollupKeyText(row));
        expect(same?.count).toBe(row.count);
        expect(same?.latency.buckets).toEqual(row.latency.buckets);
        expect(quantile(same?.latency ?? row.latency, 0.9)).toBe(quantile(row.latency, 0.9));
      }
    }),
  );
});
