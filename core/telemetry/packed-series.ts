import { z } from 'zod';
import { methodNameSchema, type MethodName, type SeriesPoint } from './event.ts';
import { sketchBuckets, type Sketch } from './sketch.ts';

/**
 * The points of one minute as nodes send them. A node may have thousands of series, each with few requests: nearly all
 * of a point is then its names and its empty fields, so names are said once and counts are a flat list.
 */
export const packedSeriesSchema = z.object({
  /** Start of the minute that the counts belong to, epoch ms. */
  minuteMs: z.number().int(),
  methods: z.array(methodNameSchema),
  keyIds: z.array(z.string()),
  /** How many points there are. */
  count: z.number().int().nonnegative(),
  /**
   * For each point: index of its method, 1 + index of its key or 0 for none, requests, those answered 4xx, those answered
   * 5xx, cache hits, cache misses, then the sketches of the latency and of the integration's latency. A sketch is the sum
   * of its values in microseconds, the number of its buckets that are not empty, and of each its index and its count.
   */
  numbers: z.custom<number[]>(isListOfCounts, 'Not a list of whole numbers from 0.'),
});
export type PackedSeries = z.infer<typeof packedSeriesSchema>;

/** Points that one batch may hold. */
const maxPoints = 100_000;

function isListOfCounts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}

/** A sum of milliseconds as a sketch has it when it is packed. */
export function packedSum(sumMs: number): number {
  return Math.round(sumMs * 1_000);
}

/** The points, a block for each minute. */
export function packSeries(points: readonly SeriesPoint[]): PackedSeries[] {
  const packers = new Map<number, Packer>();
  for (const point of points) {
    let packer = packers.get(point.minuteMs);
    if (!packer) packers.set(point.minuteMs, (packer = new Packer(point.minuteMs)));
    packer.add(point);
  }
  return [...packers.values()].map(({ packed }) => packed);
}

class Packer {
  readonly packed: PackedSeries;
  private readonly methodAt = new Map<string, number>();
  private readonly keyAt = new Map<string, number>([['', 0]]);

  constructor(minuteMs: number) {
    this.packed = { minuteMs, methods: [], keyIds: [], count: 0, numbers: [] };
  }

  add(point: SeriesPoint): void {
    const { count, count4xx, count5xx, cacheHits, cacheMisses } = point;
    const { numbers } = this.packed;
    numbers.push(this.method(point), this.key(point.keyId), count, count4xx, count5xx, cacheHits, cacheMisses);
    for (const { sum, buckets } of [point.latency, point.integrationLatency]) {
      numbers.push(packedSum(sum), buckets.length / 2);
      for (const each of buckets) numbers.push(each);
    }
    this.packed.count += 1;
  }

  private method({ workspaceId, apiId, stageName, variant, httpMethod, resource }: MethodName): number {
    const text = [workspaceId, apiId, stageName, variant, httpMethod, resource].join('\n');
    let index = this.methodAt.get(text);
    if (index === undefined) {
      index = this.packed.methods.push({ workspaceId, apiId, stageName, variant, httpMethod, resource }) - 1;
      this.methodAt.set(text, index);
    }
    return index;
  }

  private key(keyId: string): number {
    let index = this.keyAt.get(keyId);
    if (index === undefined) this.keyAt.set(keyId, (index = this.packed.keyIds.push(keyId)));
    return index;
  }
}

/** How many points the blocks hold. */
export function pointsIn(blocks: readonly PackedSeries[]): number {
  return blocks.reduce((sum, { count }) => sum + count, 0);
}

/** The points of all blocks; null when a block is not what it should be. */
export function unpackSeries(blocks: readonly PackedSeries[]): SeriesPoint[] | null {
  const points: SeriesPoint[] = [];
  for (const block of blocks) {
    if (points.length + block.count > maxPoints || !unpackBlock(block, points)) return null;
  }
  return points;
}

function unpackBlock({ minuteMs, methods, keyIds, count, numbers }: PackedSeries, points: SeriesPoint[]): boolean {
  let at = 0;
  // Past the end of the list everything is NaN, which no check below lets through.
  const next = () => numbers[at++] ?? NaN;
  const sketch = (): Sketch | null => {
    const [sum, used] = [next() / 1_000, next()];
    if (!(used <= sketchBuckets) || at + used * 2 > numbers.length) return null;
    const buckets = numbers.slice(at, at + used * 2);
    at += used * 2;
    return { sum, buckets };
  };
  for (let i = 0; i < count; i += 1) {
    const [method, key] = [methods[next()], next()];
    const keyId = key === 0 ? '' : keyIds[key - 1];
    const counts = { count: next(), count4xx: next(), count5xx: next(), cacheHits: next(), cacheMisses: next() };
    const [latency, integrationLatency] = [sketch(), sketch()];
    if (!method || keyId === undefined || !latency || !integrationLatency) return false;
    points.push({ ...method, keyId, minuteMs, ...counts, latency, integrationLatency });
  }
  return at === numbers.length;
}
