import { expect, test } from 'vitest';
import type { RequestSample, SeriesKey, SeriesPoint } from '#core/telemetry/event.ts';
import { packSeries, unpackSeries } from '#core/telemetry/packed-series.ts';
import { unpackUsage } from '#core/telemetry/packed-usage.ts';
import { quantile, sketchCount } from '#core/telemetry/sketch.ts';
import { QuotaCounters } from '#gateway/limits/quota.ts';
import { LogSource, NodeSeries } from './node-series.ts';
import { Outbox } from './outbox.ts';
import { Recorder } from './recorder.ts';
import { RequestLog, wordsPerRequest, type LogChunk, type LoggedKey, type LoggedMethod } from './request-log.ts';
import { SampleBuffer } from './sample-buffer.ts';

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

function loggedMethod(resource = '/x'): LoggedMethod {
  const { keyId: _, ...name } = seriesKey({ resource });
  return { name, number: 0, numberedIn: 0 };
}

function loggedKey(id: string): LoggedKey {
  return { state: { id }, number: 0, numberedIn: 0 };
}

/** The log of a worker; what it sends is cloned, as between threads, and counted at once. */
function workerOf(series: NodeSeries): RequestLog {
  const source = new LogSource();
  return new RequestLog((chunk) => series.fold(source, structuredClone(chunk)));
}

const take = (series: NodeSeries) => unpackSeries(series.take()) ?? [];

const countOf = (points: readonly SeriesPoint[]) => points.reduce((sum, { count }) => sum + count, 0);

test('requests are counted in their series with both latencies', () => {
  const series = new NodeSeries();
  const log = workerOf(series);
  const [method, key] = [loggedMethod(), loggedKey('k')];
  log.enterMinute(60_000);
  for (let i = 1; i <= 100; i += 1) {
    const cache = i <= 20 ? 'hit' : i <= 50 ? 'miss' : null;
    log.add(method, key, i <= 90 ? 200 : i <= 97 ? 404 : 502, cache, i, i <= 50 ? i / 2 : null);
  }
  log.flush();
  const [counted] = take(series);
  expect(counted).toMatchObject({
    ...seriesKey({ keyId: 'k' }),
    minuteMs: 60_000,
    count: 100,
    count4xx: 7,
    count5xx: 3,
    cacheHits: 20,
    cacheMisses: 30,
  });
  expect(counted?.latency.sum).toBe(5_050);
  expect(counted && quantile(counted.latency, 0.5)).toBeCloseTo(50, -1);
  expect(counted && sketchCount(counted.integrationLatency)).toBe(50);
  expect(take(series)).toEqual([]);
});

test('more requests than a chunk holds are counted exactly, in hundreds of series over several workers', () => {
  const series = new NodeSeries();
  const workers = [0, 1, 2].map(() => ({
    log: workerOf(series),
    methods: Array.from({ length: 20 }, (_, index) => loggedMethod(`/r${index}`)),
    keys: [null, ...Array.from({ length: 29 }, (_, index) => loggedKey(`k${index}`))],
  }));
  const expected = new Map<string, number>();
  let seed = 1;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const counted = new Map<string, number>();
  const count = () => {
    for (const { log } of workers) log.flush();
    for (const { minuteMs, resource, keyId, count } of take(series)) {
      const name = `${minuteMs} ${resource} ${keyId}`;
      counted.set(name, (counted.get(name) ?? 0) + count);
    }
  };
  for (let minute = 1; minute <= 3; minute += 1) {
    // The workers enter a minute one after another, so that chunks of two minutes alternate.
    for (const { log, methods, keys } of workers) {
      log.enterMinute(minute * 60_000);
      for (let i = 0; i < 12_000; i += 1) {
        const [method, key] = [methods[next(20)], keys[next(30)] ?? null];
        if (!method) continue;
        log.add(method, key, 200, null, 1, null);
        const name = `${minute * 60_000} ${method.name.resource} ${key?.state.id ?? ''}`;
        expected.set(name, (expected.get(name) ?? 0) + 1);
        if (next(5_000) === 0) count();
      }
    }
  }
  count();
  expect(counted).toEqual(expected);
  expect(expected.size).toBe(3 * 20 * 30);
});

test('series beyond the bound are counted without resource and key, and never lost silently', () => {
  const series = new NodeSeries();
  const log = workerOf(series);
  const method = loggedMethod();
  const keys = Array.from({ length: 9_000 }, (_, index) => loggedKey(`k${index}`));
  for (const minuteMs of [60_000, 120_000]) {
    log.enterMinute(minuteMs);
    for (let round = 0; round < 2; round += 1) for (const key of keys) log.add(method, key, 200, null, 1, null);
    log.flush();
    const points = take(series);
    expect(countOf(points)).toBe(18_000);
    const coarse = points.find(({ resource }) => resource === '');
    expect(coarse).toMatchObject({ minuteMs, keyId: '', count: 2 * (9_000 - 8_192) });
    expect(points.filter((each) => each !== coarse).every(({ count }) => count === 2)).toBe(true);
  }
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

test('a flood of refused requests hides no failure', () => {
  let seed = 1;
  const buffer = new SampleBuffer(() => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647);
  for (let i = 0; i < 20_000; i += 1) {
    const status = i % 4_000 === 7 ? 502 : 429;
    if (buffer.wants(status)) buffer.add(sample(status));
  }
  const statuses = buffer.take().map(({ status }) => status);
  expect(statuses.slice(0, 6)).toEqual([502, 502, 502, 502, 502, 429]);
  expect(statuses).toHaveLength(105);
});

test('a chunk of the log never spans two minutes, and usage belongs to the day it happened on', () => {
  const quotas = new QuotaCounters();
  const chunks: LogChunk[] = [];
  const recorder = new Recorder(
    quotas,
    () => 0.5,
    (chunk) => void chunks.push(chunk),
  );
  const midnight = Date.UTC(2026, 10, 19);
  const method = loggedMethod();
  for (const atMs of [midnight - 10, midnight + 10]) {
    quotas.counter('w', 'plan', 'key').unreported += 1;
    recorder.count(atMs, 200);
    recorder.countInSeries(method, null, 200, null, 1, null);
  }
  quotas.counter('w', 'plan', 'key').unreported += 1;
  const { usage } = recorder.collect(midnight + 20);
  expect(chunks.map(({ minuteMs, words }) => [minuteMs, words.length / wordsPerRequest])).toEqual([
    [midnight - 60_000, 1],
    [midnight, 1],
  ]);
  expect(usage.map(({ day, used }) => [day, used])).toEqual([
    ['2026-11-18', [2]],
    ['2026-11-19', [1]],
  ]);
  expect(recorder.collect(midnight + 30)).toEqual({ samples: [], usage: [] });
  expect(chunks).toHaveLength(2);
});

test('a clock that is set back takes the minutes, and the days of usage, back with it', () => {
  const quotas = new QuotaCounters();
  const series = new NodeSeries();
  const source = new LogSource();
  const recorder = new Recorder(
    quotas,
    () => 0.5,
    (chunk) => series.fold(source, structuredClone(chunk)),
  );
  const noon = Date.UTC(2026, 10, 19, 12);
  const dayMs = 86_400_000;
  const method = loggedMethod();
  for (const atMs of [noon + dayMs, noon, noon + 30_000, noon - 30_000]) {
    quotas.counter('w', 'plan', 'key').unreported += 1;
    recorder.count(atMs, 200);
    recorder.countInSeries(method, null, 200, null, 1, null);
  }
  const { usage } = recorder.collect(noon);
  expect(take(series).map(({ minuteMs, count }) => [minuteMs - noon, count])).toEqual([
    [dayMs, 1],
    [0, 3],
  ]);
  expect(usage.map(({ day, used }) => [day, used])).toEqual([
    ['2026-11-20', [2]],
    ['2026-11-19', [2]],
  ]);
});

test('usage has its day before any request has ended', () => {
  const quotas = new QuotaCounters();
  const recorder = new Recorder(
    quotas,
    () => 0.5,
    () => undefined,
  );
  quotas.counter('w', 'plan', 'key').unreported += 1;
  expect(recorder.collect(Date.UTC(2026, 10, 19)).usage).toMatchObject([{ day: '2026-11-19', used: [1] }]);
});

test('a batch stays the same until it is acknowledged', () => {
  const outbox = new Outbox('node', 'boot');
  outbox.add({ series: packSeries([point(1)]), samples: [], usage: [] });
  const first = outbox.next();
  expect(first).toMatchObject({ nodeId: 'node', bootId: 'boot', batch: 1, dropped: 0 });
  outbox.add({ series: packSeries([point(2)]), samples: [], usage: [] });
  expect(outbox.next()).toBe(first);
  if (first) outbox.acknowledge(first);
  expect(outbox.next()).toMatchObject({ batch: 2, series: packSeries([point(2)]) });
});

test('while the control plane is away old batches are merged: counts are kept, samples are dropped and counted', () => {
  const outbox = new Outbox('node', 'boot');
  const usage = { workspaceId: 'w', planId: 'p', keyIds: ['k'], day: '2026-11-18', used: [1] };
  outbox.add({ series: packSeries([point(1)]), samples: [], usage: [usage] });
  const sending = outbox.next();
  for (let i = 1; i < 1_000; i += 1) {
    outbox.add({ series: packSeries([point(1)]), samples: [sample(500), sample(500), sample(500)], usage: [usage] });
  }
  expect(outbox.size).toBeLessThanOrEqual(60);
  expect(outbox.next()).toBe(sending);
  expect(sending?.series).toEqual(packSeries([point(1)]));
  let [count, used, samples, dropped] = [0, 0, 0, 0];
  for (let batch = outbox.next(); batch; batch = outbox.next()) {
    count += countOf(unpackSeries(batch.series) ?? []);
    for (const delta of unpackUsage(batch.usage) ?? []) used += delta.used;
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
  outbox.add({ series: packSeries([point(1), point(1, { resource: '/y' })]), samples: [sample(200)], usage: [] });
  const refused = outbox.next();
  if (refused) outbox.reject(refused);
  expect(outbox.next()).toBeNull();
  outbox.add({ series: packSeries([point(1)]), samples: [], usage: [] });
  expect(outbox.next()?.dropped).toBe(3);
});
