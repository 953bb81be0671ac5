import { expect, test } from 'vitest';
import type { RequestSample, SeriesKey, SeriesPoint } from '#core/telemetry/event.ts';
import { quantile, sketchCount } from '#core/telemetry/sketch.ts';
import { QuotaCounters } from '#gateway/limits/quota.ts';
import { Outbox } from './outbox.ts';
import { Recorder } from './recorder.ts';
import { SampleBuffer } from './sample-buffer.ts';
import { noSlot, SeriesTable } from './series-table.ts';

function seriesKey(change: Partial<SeriesKey> = {}): SeriesKey {
  return {
    workspaceId: 'w',
    apiId: 'a',
    stageName: 'prod',
    variant: 'stable',
    httpMethod: 'GET',
    resource: '/x',
    keyId: '',
    ...change,
  };
}

function sample(status: number, requestId = 'r'): RequestSample {
  return {
    ...seriesKey(),
    requestId,
    atMs: 0,
    version: 1,
    path: '/x',
    status,
    responseType: null,
    phase: 'respond',
    cause: null,
    latencyMs: 1,
    integrationLatencyMs: null,
    sourceIp: '',
    userAgent: '',
  };
}

function point(count: number, change: Partial<SeriesPoint> = {}): SeriesPoint {
  const sketch = { sum: count, buckets: [10, count] };
  return {
    ...seriesKey(),
    minuteMs: 0,
    count,
    count4xx: 0,
    count5xx: 0,
    cacheHits: 0,
    cacheMisses: 0,
    latency: sketch,
    integrationLatency: sketch,
    ...change,
  };
}

test('requests are counted in their series with both latencies', () => {
  const table = new SeriesTable();
  const owner = new Map<string, number>();
  const slot = table.open(owner, seriesKey({ keyId: 'k' }));
  expect(owner.get('k')).toBe(slot);
  for (let i = 1; i <= 100; i += 1) table.add(slot, i <= 90 ? 200 : i <= 97 ? 404 : 502, i, i <= 50 ? i / 2 : null);
  const [counted] = table.collect(60_000);
  expect(counted).toMatchObject({
    ...seriesKey({ keyId: 'k' }),
    minuteMs: 60_000,
    count: 100,
    count4xx: 7,
    count5xx: 3,
  });
  expect(counted && quantile(counted.latency, 0.5)).toBeCloseTo(50, -1);
  expect(counted && sketchCount(counted.integrationLatency)).toBe(50);
  expect(table.collect(60_000)).toEqual([]);
});

test('an idle series gives its slot back and can be opened again', () => {
  const table = new SeriesTable();
  const owner = new Map<string, number>();
  table.open(owner, seriesKey());
  for (let i = 0; i < 40; i += 1) table.collect(0);
  expect(owner.size).toBe(0);
  const other = new Map<string, number>();
  table.add(table.open(other, seriesKey({ resource: '/y' })), 200, 1, null);
  expect(table.collect(0)).toMatchObject([{ resource: '/y', count: 1 }]);
});

test('series beyond the bound are counted without resource and key, and never lost silently', () => {
  const table = new SeriesTable();
  for (let i = 0; i < 9_000; i += 1) table.add(table.open(new Map(), seriesKey({ keyId: `k${i}` })), 200, 1, null);
  const points = table.collect(0);
  expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(9_000);
  expect(points.find(({ resource }) => resource === '')).toMatchObject({ keyId: '', count: 9_000 - 8_192 });
  expect(table.folded).toBe(9_000 - 8_192);
  table.add(noSlot, 200, 1, null);
});

test('errors are kept before others, within a bound, and each has its chance', () => {
  const buffer = new SampleBuffer(() => 0.999);
  for (let i = 0; i < 500; i += 1) if (buffer.wants(200)) buffer.add(sample(200));
  for (let i = 0; i < 150; i += 1) if (buffer.wants(500)) buffer.add(sample(500));
  const kept = buffer.take();
  expect(kept.slice(0, 150).every(({ status }) => status === 500)).toBe(true);
  expect(kept).toHaveLength(170);
  expect(buffer.take()).toEqual([]);

  const late = new SampleBuffer(() => 0);
  for (let i = 0; i < 1_000; i += 1) if (late.wants(500)) late.add(sample(500, `r${i}`));
  const errors = late.take();
  expect(errors).toHaveLength(200);
  expect(errors[0]?.requestId).toBe('r999');
});

test('an interval never spans two minutes, and usage belongs to the day it happened on', () => {
  const quotas = new QuotaCounters();
  const recorder = new Recorder(quotas, () => 0.5);
  const midnight = Date.UTC(2026, 10, 19);
  const slot = recorder.openSeries(new Map(), seriesKey());
  quotas.counter('w', 'plan', 'key').unreported += 1;
  recorder.count(slot, midnight - 10, 200, 1, null);
  recorder.count(slot, midnight + 10, 200, 1, null);
  quotas.counter('w', 'plan', 'key').unreported += 1;
  const intervals = recorder.collect();
  expect(intervals.map(({ series }) => series.map(({ minuteMs, count }) => [minuteMs, count]))).toEqual([
    [[midnight - 60_000, 1]],
    [[midnight, 1]],
  ]);
  expect(intervals.map(({ usage }) => usage.map(({ day, used }) => [day, used]))).toEqual([
    [['2026-11-18', 1]],
    [['2026-11-19', 1]],
  ]);
  expect(recorder.collect()).toEqual([]);
});

test('a batch stays the same until it is acknowledged', () => {
  const outbox = new Outbox('node', 'boot');
  outbox.add({ series: [point(1)], samples: [], usage: [] });
  const first = outbox.next();
  expect(first).toMatchObject({ nodeId: 'node', bootId: 'boot', batch: 1, dropped: 0 });
  outbox.add({ series: [point(2)], samples: [], usage: [] });
  expect(outbox.next()).toBe(first);
  if (first) outbox.acknowledge(first);
  expect(outbox.next()).toMatchObject({ batch: 2, series: [{ count: 2 }] });
});

test('while the control plane is away old batches are merged: counts are kept, samples are dropped and counted', () => {
  const outbox = new Outbox('node', 'boot');
  const usage = { workspaceId: 'w', planId: 'p', keyId: 'k', day: '2026-11-18', used: 1 };
  outbox.add({ series: [point(1)], samples: [], usage: [usage] });
  const sending = outbox.next();
  for (let i = 1; i < 1_000; i += 1) {
    outbox.add({ series: [point(1)], samples: [sample(500), sample(500), sample(500)], usage: [usage] });
  }
  expect(outbox.size).toBe(60);
  expect(outbox.next()).toBe(sending);
  expect(sending?.series[0]?.count).toBe(1);
  let [count, used, samples, dropped] = [0, 0, 0, 0];
  for (let batch = outbox.next(); batch; batch = outbox.next()) {
    for (const each of batch.series) count += each.count;
    for (const delta of batch.usage) used += delta.used;
    samples += batch.samples.length;
    dropped += batch.dropped;
    outbox.acknowledge(batch);
  }
  expect([count, used]).toEqual([1_000, 1_000]);
  expect(samples).toBeLessThanOrEqual(2_000);
  expect(samples + dropped).toBe(999 * 3);
});

test('a batch that is refused for good is counted as dropped with the next one', () => {
  const outbox = new Outbox('node', 'boot');
  outbox.add({ series: [point(1), point(1, { resource: '/y' })], samples: [sample(200)], usage: [] });
  const refused = outbox.next();
  if (refused) outbox.reject(refused);
  expect(outbox.next()).toBeNull();
  outbox.add({ series: [point(1)], samples: [], usage: [] });
  expect(outbox.next()?.dropped).toBe(3);
});
