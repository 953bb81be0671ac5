import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { apiId, blob, key, plan, proxyTo, route, snapshot, stage } from '../testing/fixtures.ts';
import { eventually, type GatewayProcess } from '../testing/gateway-process.ts';
import { admittedBy, load } from '../testing/load.ts';
import { get, setUp } from '../testing/proc-setup.ts';

const setup = setUp();
const two = { SLUICE_GATEWAY_MIN_WORKERS: '2', SLUICE_GATEWAY_MAX_WORKERS: '2' };

async function serving(
  change: Parameters<typeof plan>[0],
  environment: Record<string, string> = two,
): Promise<GatewayProcess> {
  const { control, upstream } = setup;
  const keyed = route('GET', '/x', proxyTo(upstream.url), { apiKeyRequired: true });
  control.setStage(stage(control.addBlob(blob(snapshot([keyed, route('GET', '/free', mockIntegration())])))));
  control.setPlan('plan1', plan(change));
  for (const name of ['one', 'two']) control.setKey(name, key(name, `value-${name}`));
  const gateway = await setup.startGateway(environment);
  await gateway.ready();
  return gateway;
}

/** Values of a metric, by worker where it has one. */
async function metric(gateway: GatewayProcess, name: string): Promise<number[]> {
  const text = await (await fetch(`http://127.0.0.1:${gateway.adminPort}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return lines.map((line) => Number(line.split(' ').at(-1)));
}

test('R7: a throttle is exact over two workers, and another key is not touched', async () => {
  const throttle = { rateLimit: 100, burstLimit: 50 };
  const gateway = await serving({ throttle });
  const path = `/${apiId}/prod/x`;
  const startedAtMs = performance.now();
  const until = startedAtMs + 10_000;
  const other = async () => {
    const statuses: number[] = [];
    while (performance.now() < until) {
      statuses.push((await get(gateway, '/x', 'value-two')).status);
      await setTimeout(20);
    }
    return statuses;
  };
  const headers = { 'x-api-key': 'value-one' };
  const [counts, others] = await Promise.all([
    load({ port: gateway.port, path, headers, width: 16, goOn: () => performance.now() < until }),
    other(),
  ]);
  const bound = 50 + (100 * (performance.now() - startedAtMs)) / 1000;
  const admitted = counts.statuses.get(200) ?? 0;
  expect(counts.errors).toEqual([]);
  expect(admitted).toBeLessThanOrEqual(bound);
  // Of answers that were read late nothing is known, unless others follow.
  const inTime = counts.answeredAtMs.filter((atMs) => atMs < until);
  expect(admitted).toBeGreaterThanOrEqual(admittedBy(throttle, inTime) * 0.98);
  expect(counts.statuses.get(429)).toBeGreaterThan(admitted);
  expect(new Set(others)).toEqual(new Set([200]));
  const requests = await metric(gateway, 'sluice_worker_requests');
  expect(requests).toHaveLength(2);
  expect(Math.min(...requests)).toBeGreaterThan(100);
  expect(await metric(gateway, 'sluice_requests_throttled_total')).toEqual([counts.statuses.get(429)]);
});

test('a quota is exact over two workers, and its usage is reported once', async () => {
  const gateway = await serving({ quota: { limit: 1_000, offset: 0, period: 'MONTH' } });
  let sent = 0;
  const counts = await load({
    port: gateway.port,
    path: `/${apiId}/prod/x`,
    headers: { 'x-api-key': 'value-one' },
    width: 50,
    goOn: () => (sent += 1) <= 1_500,
  });
  expect(Object.fromEntries(counts.statuses)).toEqual({ 200: 1_000, 429: 500 });
  expect(Math.min(...(await metric(gateway, 'sluice_worker_requests')))).toBeGreaterThan(100);
  const used = () => setup.control.batches.flatMap(({ usage }) => usage).reduce((sum, delta) => sum + delta.used, 0);
  await eventually(() => used() === 1_000);
});

test('what is left of a quota can be set, once', async () => {
  const quota = { limit: 10, offset: 4, period: 'DAY' } as const;
  const gateway = await serving({ quota });
  const call = async (times: number) => {
    const statuses: number[] = [];
    for (let i = 0; i < times; i += 1) statuses.push((await get(gateway, '/x', 'value-one')).status);
    return statuses.filter((status) => status === 200).length;
  };
  expect(await call(8)).toBe(6);
  const day = new Date().toISOString().slice(0, 10);
  const extensions = [{ keyId: 'one', day, remaining: 3 }];
  const { seq } = setup.control.setPlan('plan1', plan({ quota, extensions }));
  await eventually(() => setup.control.reports.some(({ appliedSeq }) => appliedSeq >= seq));
  expect(await call(5)).toBe(3);
  const renamed = setup.control.setPlan('plan1', plan({ name: 'Platinum', quota, extensions }));
  await eventually(() => setup.control.reports.some(({ appliedSeq }) => appliedSeq >= renamed.seq));
  expect(await call(1)).toBe(0);
});

test('a revision is reported as applied when it is true in every worker', async () => {
  const gateway = await serving({});
  const { control } = setup;
  for (let version = 2; version <= 12; version += 1) {
    const own = route('GET', `/v${version}`, mockIntegration());
    const { seq } = control.setStage(stage(control.addBlob(blob(snapshot([own]))), { version }));
    await eventually(() => control.reports.some(({ appliedSeq }) => appliedSeq >= seq));
    const calls = Array.from({ length: 8 }, () => fetch(`${gateway.url}/${apiId}/prod/v${version}`));
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(calls.map(() => 200));
  }
});

test('a load that lasts starts a second worker, which takes its share of the connections', async () => {
  const { control } = setup;
  const busy = '#foreach($i in [1..400])#set($x = $i * 3)#end';
  const slow = mockIntegration();
  const integration = {
    ...slow,
    requestTemplates: { 'application/json': `${busy.repeat(20)}{"statusCode": 200}` },
  };
  control.setStage(stage(control.addBlob(blob(snapshot([route('GET', '/busy', integration)])))));
  const gateway = await setup.startGateway({ SLUICE_GATEWAY_MIN_WORKERS: '1', SLUICE_GATEWAY_MAX_WORKERS: '2' });
  await gateway.ready();
  expect(await metric(gateway, 'sluice_workers')).toEqual([1]);
  let isDone = false;
  const loading = load({
    port: gateway.port,
    path: `/${apiId}/prod/busy`,
    width: 16,
    goOn: () => !isDone,
  });
  await eventually(async () => {
    const requests = await metric(gateway, 'sluice_worker_requests');
    return requests.length === 2 && Math.min(...requests) > 20;
  }, 60_000);
  isDone = true;
  const { statuses, errors } = await loading;
  expect(errors).toEqual([]);
  expect([...statuses.keys()]).toEqual([200]);
});

const patient = { timeout: 300_000 };

test(
  'a snapshot that takes more memory than a worker has is refused; the node replaces the worker and serves on',
  patient,
  async () => {
    const gateway = await serving({}, { ...two, SLUICE_GATEWAY_WORKER_HEAP_MB: '64' });
    const { control } = setup;
    const big = Array.from({ length: 30_000 }, (_, i) => route('GET', `/r${i}/{a}/{b}`, proxyTo(setup.upstream.url)));
    const { seq } = control.setStage(stage(control.addBlob(blob(snapshot(big))), { version: 2 }));
    await eventually(() => control.reports.at(-1)?.refused.some((refusal) => refusal.seq === seq) ?? false, 180_000);
    expect(control.reports.at(-1)?.refused[0]?.reason).toContain('A worker ended while it prepared it');
    await eventually(async () => (await metric(gateway, 'sluice_workers'))[0] === 2, 60_000);
    for (let i = 0; i < 20; i += 1) expect((await get(gateway, '/free')).status).toBe(200);
    expect((await metric(gateway, 'sluice_worker_deaths_total'))[0]).toBeGreaterThan(0);
  },
);

test('a port that is taken ends the node, although its workers could share one', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await expect(setup.startGateway({ ...two, SLUICE_GATEWAY_PORT: String(port) })).rejects.toThrow(
    /A gateway port is taken/,
  );
  server.close();
});
