import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { stageRevisionId } from '#core/snapshot/revision.ts';
import { unpackSeries } from '#core/telemetry/packed-series.ts';
import { createSharedLimits, LimitMemory } from '#gateway/limits/limit-memory.ts';
import { QuotaCounters } from '#gateway/limits/quota.ts';
import { apiId, blob, key, plan, proxyTo, route, snapshot, stage, workspaceId } from '../testing/fixtures.ts';
import { eventually } from '../testing/gateway-process.ts';
import { load } from '../testing/load.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';
import { WorkerPool } from './pool.ts';
import type { Change } from './protocol.ts';

const compiled = blob(snapshot([route('GET', '/x', mockIntegration(), { apiKeyRequired: true })]));
const quota = { limit: 500, offset: 0, period: 'MONTH' } as const;
const changes: Change[] = [
  { kind: 'plan', id: 'plan1', body: plan({ quota, throttle: { rateLimit: 1e6, burstLimit: 1e6 } }) },
  { kind: 'key', id: 'one', body: key('one', 'value-one') },
  { kind: 'stage', id: stageRevisionId(apiId, 'prod'), body: stage(compiled.hash) },
];

async function serving(
  served = { changes, blobs: [compiled] },
): Promise<{ pool: WorkerPool; port: number; quotas: QuotaCounters }> {
  const limits = createSharedLimits();
  const pool = new WorkerPool({
    workers: { min: 2, max: 2 },
    heapLimitMb: 256,
    start: {
      host: '127.0.0.1',
      nodeName: 'test',
      telemetry: true,
      allowPrivateUpstreams: true,
      trustedProxies: [],
      accountThrottle: { rateLimit: 10_000, burstLimit: 5_000 },
      cacheBudgetBytes: 1024 * 1024,
      limits,
      redisUrl: null,
      isFleet: false,
      sealKey: null,
    },
    state: () => served,
    counter: () => undefined,
    lease: async () => 'away',
    accessLog: () => undefined,
    log: pino({ level: 'silent' }),
  });
  onTestFinished(() => pool.stop());
  await pool.start();
  pool.complete();
  pool.publish();
  return { pool, port: await pool.listen(0), quotas: new QuotaCounters(new LimitMemory(limits)) };
}

test('a worker that is killed in the middle of requests is replaced, and no limit is lost or locked', async () => {
  const { pool, port, quotas } = await serving();
  const counter = quotas.counter(workspaceId, 'plan1', 'one');
  const used = () => counter.counted?.used ?? 0;
  const options = { port, path: `/${apiId}/prod/x`, headers: { 'x-api-key': 'value-one' }, width: 16 };
  const killed = new Set<number>();
  const killing = eventually(async () => {
    const [victim] = pool.serving;
    if (victim && pool.serving.length === 2 && used() > 100 * (killed.size + 1)) {
      killed.add(victim.id);
      await victim.terminate();
    }
    return killed.size === 3;
  }, 60_000);
  let [admitted, errors] = [0, 0];
  // A connection that is refused ends a load: one worker may be gone before the next one listens.
  while (used() < 500) {
    const counts = await load({ ...options, goOn: () => used() < 500 });
    admitted += counts.statuses.get(200) ?? 0;
    errors += counts.errors.length;
  }
  await killing;
  expect(used()).toBe(500);
  expect(admitted).toBeLessThanOrEqual(500);
  expect(admitted).toBeGreaterThanOrEqual(500 - errors);
  await eventually(() => pool.serving.length === 2, 30_000);
  expect(pool.deaths).toBe(3);
  let sent = 0;
  const after = await load({ ...options, width: 4, goOn: () => (sent += 1) <= 20 });
  expect([...after.statuses]).toEqual([[429, 20]]);
}, 120_000);

test('a snapshot that one worker refuses is refused, and what is damaged too', async () => {
  const { pool } = await serving();
  const wrong = blob({ formatVersion: 99 });
  await expect(pool.prepare(wrong)).rejects.toThrow(/format 99/);
  await expect(pool.prepare({ hash: compiled.hash.replace(/./g, 'a'), gzip: gzipSync('{}') })).rejects.toThrow(/hash/);
  expect(await pool.prepare(compiled)).toEqual({ apiId });
}, 60_000);

test('who stops the workers waits for those that are being drained, and what they counted is not lost', async () => {
  const upstream = new UpstreamServer();
  await upstream.start();
  onTestFinished(() => upstream.stop());
  upstream.answer = (_, response) => void setTimeout(1_500).then(() => response.end('late'));
  const slow = blob(snapshot([route('GET', '/slow', proxyTo(upstream.url))]));
  const { pool, port } = await serving({
    changes: [{ kind: 'stage', id: stageRevisionId(apiId, 'prod'), body: stage(slow.hash) }],
    blobs: [slow],
  });
  const answer = fetch(`http://127.0.0.1:${port}/${apiId}/prod/slow`);
  const busy = () => pool.serving.find(({ stats }) => (stats?.connections ?? 0) > 0);
  await eventually(async () => {
    await pool.collect();
    return busy() !== undefined;
  });
  const drained = busy();
  if (!drained) throw new Error('One worker has the request.');
  void pool['drain'](drained, 10_000);
  await pool.stop();
  expect(await (await answer).text()).toBe('late');
  const { series } = await pool.collect();
  expect((unpackSeries(series) ?? []).map(({ count, resource }) => [count, resource])).toEqual([[1, '/slow']]);
}, 60_000);

test('workers that die while one is being added are replaced too', async () => {
  const { pool } = await serving();
  let added = () => undefined as void;
  pool['replacing'] = new Promise<void>((resolve) => (added = resolve)).finally(() => (pool['replacing'] = null));
  await Promise.all(pool.serving.map((member) => member.terminate()));
  await eventually(() => pool.serving.length === 0);
  added();
  await eventually(() => pool.serving.length === 2, 30_000);
}, 60_000);
