import fc from 'fast-check';
import { expect, test } from 'vitest';
import { telemetryBatchSchema, type PackedBatch } from './batch.ts';
import type { SeriesPoint } from './event.ts';
import { packSeries, pointsIn, unpackSeries, type PackedSeries } from './packed-series.ts';
import { sketchBuckets } from './sketch.ts';

const counts = fc.integer({ min: 0, max: 2 ** 40 });
const sketch = fc.record({
  sum: fc.integer({ min: 0, max: 2 ** 50 }).map((microseconds) => microseconds / 1_000),
  buckets: fc
    .uniqueArray(fc.integer({ min: 0, max: sketchBuckets - 1 }), { maxLength: 8 })
    .chain((indexes) =>
      fc.tuple(...indexes.map((index) => counts.map((count) => [index, count]))).map((pairs) => pairs.flat()),
    ),
});
const point: fc.Arbitrary<SeriesPoint> = fc.record({
  workspaceId: fc.constantFrom('w', 'v'),
  apiId: fc.constantFrom('a', 'b'),
  stageName: fc.constant('prod'),
  variant: fc.constantFrom('stable', 'canary'),
  httpMethod: fc.constantFrom('GET', 'POST'),
  resource: fc.constantFrom('', '/x', '/x/{y}'),
  keyId: fc.constantFrom('', 'k', 'l'),
  minuteMs: fc.constantFrom(60_000, 120_000),
  count: counts,
  count4xx: counts,
  count5xx: counts,
  cacheHits: counts,
  cacheMisses: counts,
  latency: sketch,
  integrationLatency: sketch,
});

function batchOf(series: unknown): PackedBatch {
  return { nodeId: 'n', bootId: 'b', batch: 1, series: series as PackedSeries[], samples: [], usage: [], dropped: 0 };
}

test('points come out of a batch as they went in, minute by minute', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 30 }), (points) => {
      const packed = packSeries(points);
      expect(pointsIn(packed)).toBe(points.length);
      const sent: unknown = JSON.parse(JSON.stringify(batchOf(packed)));
      const minutes = [...new Set(points.map(({ minuteMs }) => minuteMs))];
      const byMinute = minutes.flatMap((minuteMs) => points.filter((each) => each.minuteMs === minuteMs));
      expect(telemetryBatchSchema.parse(sent).series).toEqual(byMinute);
    }),
  );
});

test('a block that does not add up is refused whole', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat(), (points, at, number) => {
      const [block] = packSeries(points);
      if (!block) return;
      const { numbers } = block;
      const other = numbers.with(at % numbers.length, number);
      for (const damaged of [numbers.slice(0, -1), [...numbers, 1], other]) {
        // A changed count may be as good as the one before; whatever comes out is a list of whole points.
        const unpacked = unpackSeries([{ ...block, numbers: damaged }]);
        if (damaged !== other) expect(unpacked).toBeNull();
        else if (unpacked) expect(unpacked).toHaveLength(block.count);
      }
      expect(unpackSeries([{ ...block, count: block.count + 1 }])).toBeNull();
      expect(unpackSeries([{ ...block, methods: [] }])).toBeNull();
    }),
  );
});

test('what is no list of counts is refused, and too many points are', () => {
  const [block] = packSeries(fc.sample(fc.array(point, { minLength: 1, maxLength: 1 }), 1)[0] ?? []);
  const accepts = (series: unknown) => telemetryBatchSchema.safeParse(batchOf(series)).success;
  expect(accepts([block])).toBe(true);
  for (const numbers of ['1', [-1], [0.5], [null], [1e300], {}, undefined]) {
    expect(accepts([{ ...block, numbers }])).toBe(false);
  }
  expect(accepts([{ ...block, count: 0 }])).toBe(false);
  expect(unpackSeries([{ minuteMs: 0, methods: [], keyIds: [], count: 200_000, numbers: [] }])).toBeNull();
});
