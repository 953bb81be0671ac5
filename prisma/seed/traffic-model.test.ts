import { expect, test } from 'vitest';
import { seriesPointSchema } from '#core/telemetry/event.ts';
import { quantile, sketchCount } from '#core/telemetry/sketch.ts';
import { Random } from './random.ts';
import { type StageTraffic, busyness, pointsOf } from './traffic-model.ts';

const atMs = Date.UTC(2026, 0, 14, 16);

const stage: StageTraffic = {
  workspaceId: 'w',
  apiId: 'a',
  stageName: 'prod',
  peakPerMinute: 6_000,
  methods: [
    { httpMethod: 'GET', resource: '/pets', weight: 3, medianMs: 20, apiKeyRequired: true },
    { httpMethod: 'POST', resource: '/pets', weight: 1, medianMs: 40, apiKeyRequired: false },
  ],
  keys: [
    { id: 'k1', weight: 2 },
    { id: 'k2', weight: 1 },
  ],
  canary: { percent: 10, sinceMs: atMs },
  incident: null,
};

test('the same seed gives the same traffic', () => {
  const once = pointsOf(stage, atMs, 1, new Random(7));
  expect(pointsOf(stage, atMs, 1, new Random(7))).toEqual(once);
  expect(pointsOf(stage, atMs, 1, new Random(8))).not.toEqual(once);
});

test('points are what a node may send, and their parts agree', () => {
  const points = pointsOf(stage, atMs, 1, new Random(1));
  expect(points.map(({ httpMethod, variant }) => `${httpMethod} ${variant}`)).toEqual([
    'GET stable',
    'GET canary',
    'POST stable',
    'POST canary',
  ]);
  for (const point of points) {
    expect(seriesPointSchema.safeParse(point).success).toBe(true);
    expect(sketchCount(point.latency)).toBe(point.count);
    expect(sketchCount(point.integrationLatency)).toBeLessThanOrEqual(point.count);
    expect(point.count4xx + point.count5xx).toBeLessThan(point.count);
    expect(point.keyId === '').toBe(point.httpMethod === 'POST');
  }
  const [stable, canary] = points;
  const share = (canary?.count ?? 0) / ((stable?.count ?? 0) + (canary?.count ?? 0));
  expect(share).toBeCloseTo(0.1, 1);
  expect(quantile(canary!.latency, 0.5)).toBeGreaterThan(quantile(stable!.latency, 0.5)! * 1.2);
});

test('nights and weekends are quiet, and before its start a canary has nothing', () => {
  const wednesday = (hour: number) => busyness(Date.UTC(2026, 0, 14, hour));
  expect(wednesday(16)).toBeGreaterThan(3 * wednesday(3));
  expect(busyness(Date.UTC(2026, 0, 17, 16))).toBeCloseTo(wednesday(16) / 2, 5);
  const before = pointsOf(stage, atMs - 60_000, 1, new Random(1));
  expect(before.every(({ variant }) => variant === 'stable')).toBe(true);
});

test('in an incident the backend fails often and slowly', () => {
  const troubled = { ...stage, canary: null, incident: { fromMs: atMs, toMs: atMs + 60_000 } };
  const [during] = pointsOf(troubled, atMs, 1, new Random(3));
  const [after] = pointsOf(troubled, atMs + 60_000, 1, new Random(3));
  expect(during!.count5xx / during!.count).toBeGreaterThan(0.1);
  expect(after!.count5xx / after!.count).toBeLessThan(0.02);
  expect(quantile(during!.latency, 0.5)).toBeGreaterThan(4 * quantile(after!.latency, 0.5)!);
});

test('few and many trials both hit as often as their probability says', () => {
  const random = new Random(5);
  const mean = (count: number) =>
    Array.from({ length: 2_000 }, () => random.binomial(count, 0.25)).reduce((sum, hits) => sum + hits, 0) / 2_000;
  expect(mean(20)).toBeCloseTo(5, 0);
  expect(mean(4_000) / 1_000).toBeCloseTo(1, 1);
});
