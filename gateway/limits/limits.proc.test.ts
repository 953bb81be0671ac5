import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leastOf } from '#tools/testing/least-of.ts';
import { apiId, blob, key, plan, proxyTo, route, snapshot, stage } from '../testing/fixtures.ts';
import { eventually, type GatewayProcess } from '../testing/gateway-process.ts';
import { admittedBy } from '../testing/load.ts';
import { get, setUp } from '../testing/proc-setup.ts';

const setup = setUp();

/** What a node that is killed would still know of its quotas. */
function journal(): string {
  const path = join(setup.dir, 'quota.journal');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

async function serving(change: Parameters<typeof plan>[0]): Promise<GatewayProcess> {
  const { control, upstream } = setup;
  control.setStage(
    stage(control.addBlob(blob(snapshot([route('GET', '/x', proxyTo(upstream.url), { apiKeyRequired: true })])))),
  );
  control.setPlan('plan1', plan(change));
  for (const name of ['one', 'two']) control.setKey(name, key(name, `value-${name}`));
  const gateway = await setup.startGateway();
  await gateway.ready();
  return gateway;
}

test('a key gets its burst and its rate, and another key its own', async () => {
  const throttle = { rateLimit: 10, burstLimit: 5 };
  const gateway = await serving({ throttle });
  const startedAtMs = performance.now();
  let admitted = 0;
  const answeredAtMs: number[] = [];
  const refusals: string[] = [];
  const sender = async () => {
    while (performance.now() - startedAtMs < 3_000) {
      const { status, text } = await get(gateway, '/x', 'value-one');
      // Of an answer that was read late nothing is known, unless others follow.
      if (performance.now() - startedAtMs < 3_000) answeredAtMs.push(performance.now());
      if (status === 200) admitted += 1;
      else refusals.push(`${status} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, sender));
  const elapsedS = (performance.now() - startedAtMs) / 1000;
  expect(admitted).toBeLessThanOrEqual(Math.floor(5 + 10 * elapsedS));
  expect(admitted).toBeGreaterThanOrEqual(Math.floor(admittedBy(throttle, answeredAtMs) * 0.98));
  expect(refusals.length).toBeGreaterThan(admitted);
  expect(new Set(refusals)).toEqual(new Set(['429 {"message":"Too Many Requests"}']));
  for (let i = 0; i < 5; i += 1) expect((await get(gateway, '/x', 'value-two')).status).toBe(200);
});

test('a quota holds exactly, survives kill -9, and its usage is reported', async () => {
  const { control } = setup;
  const gateway = await serving({ quota: { limit: 50, offset: 0, period: 'MONTH' } });
  const statuses = await Promise.all(Array.from({ length: 40 }, () => get(gateway, '/x', 'value-one')));
  expect(statuses.filter(({ status }) => status === 200)).toHaveLength(40);
  const used = () =>
    control.batches
      .flatMap(({ usage }) => usage)
      .reduce((sum, delta) => sum + (delta.keyId === 'one' ? delta.used : 0), 0);
  await eventually(() => used() === 40);
  await eventually(() => journal().includes('plan1 one 40 '));
  await gateway.end('SIGKILL');
  const again = await setup.startGateway();
  await again.ready();
  const more = await Promise.all(Array.from({ length: 40 }, () => get(again, '/x', 'value-one')));
  expect(more.filter(({ status }) => status === 200)).toHaveLength(10);
  expect(more.find(({ status }) => status === 429)?.text).toBe('{"message":"Limit Exceeded"}');
  expect((await get(again, '/x', 'value-two')).status).toBe(200);
  await eventually(() => used() === 50);
});

test('a revoked, disabled or expired key and a removed plan are refused within a second, hot caches included', async () => {
  const { control } = setup;
  const gateway = await serving({});
  let worstMs = 0;
  const refusedAfter = async (change: () => void) => {
    expect((await get(gateway, '/x', 'value-one')).status).toBe(200);
    change();
    const changedAtMs = performance.now();
    await eventually(async () => (await get(gateway, '/x', 'value-one')).status === 403);
    const takenMs = performance.now() - changedAtMs;
    control.setPlan('plan1', plan());
    control.setKey('one', key('one', 'value-one'));
    await eventually(async () => (await get(gateway, '/x', 'value-one')).status === 200);
    return takenMs;
  };
  for (let trial = 0; trial < 50; trial += 1) {
    const [secret] = key('one', 'value-one').secrets;
    const changes = [
      () => control.setKey('one', null),
      () => control.setKey('one', key('one', 'value-one', { enabled: false })),
      () =>
        control.setKey(
          'one',
          key('one', '', { secrets: [{ sha256: secret?.sha256 ?? '', expiresAtMs: Date.now() - 1 }] }),
        ),
      () => control.setPlan('plan1', plan({ apiStages: [{ apiId, stage: 'other', throttle: {} }] })),
      () => control.setPlan('plan1', null),
    ];
    const change = changes[trial % changes.length] ?? (() => undefined);
    worstMs = Math.max(worstMs, await leastOf(1_000, () => refusedAfter(change)));
  }
  expect(worstMs).toBeLessThan(1_000);
});

test('a key is revoked although the blob of a stage is still on its way', async () => {
  const { control } = setup;
  const gateway = await serving({});
  expect((await get(gateway, '/x', 'value-one')).status).toBe(200);
  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  control.blobsMayGo = promise;
  const late = blob(snapshot([route('GET', '/late', proxyTo(setup.upstream.url))]));
  const { seq } = control.setStage(stage(control.addBlob(late), { version: 2 }));
  control.setKey('one', null);
  await eventually(async () => (await get(gateway, '/x', 'value-one')).status === 403);
  expect(control.reports.at(-1)?.appliedSeq).toBeLessThan(seq);
  letGo();
  await eventually(async () => (await get(gateway, '/late')).status === 200);
  await eventually(() => (control.reports.at(-1)?.appliedSeq ?? 0) > seq);
});
