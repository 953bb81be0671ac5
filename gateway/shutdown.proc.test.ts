import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { apiId, blob, proxyTo, route, snapshot, stage } from './testing/fixtures.ts';
import { eventually, type GatewayProcess } from './testing/gateway-process.ts';
import { load } from './testing/load.ts';
import { setUp } from './testing/proc-setup.ts';

const setup = setUp();

async function serving(environment: Record<string, string> = {}): Promise<GatewayProcess> {
  const { control, upstream } = setup;
  upstream.answer = (_, response) => void setTimeout(5).then(() => response.end('late'));
  control.setStage(stage(control.addBlob(blob(snapshot([route('GET', '/slow', proxyTo(upstream.url))])))));
  const gateway = await setup.startGateway(environment);
  await gateway.ready();
  return gateway;
}

test.each(['1', '2'])('R10: SIGTERM under load fails none of 10,000 requests with %s workers', async (workers) => {
  const gateway = await serving({ SLUICE_GATEWAY_MIN_WORKERS: workers, SLUICE_GATEWAY_MAX_WORKERS: workers });
  let sent = 0;
  const loading = load({
    port: gateway.port,
    path: `/${apiId}/prod/slow`,
    width: 32,
    goOn: () => (sent += 1) > 0,
  });
  await eventually(() => sent > 10_000, 60_000);
  const ended = gateway.end('SIGTERM');
  const { statuses, errors } = await loading;
  expect(await ended).toBe(0);
  expect(errors).toEqual([]);
  expect([...statuses.keys()]).toEqual([200]);
  const counted = setup.control.batches.flatMap(({ series }) => series).reduce((sum, { count }) => sum + count, 0);
  expect(counted).toBe(statuses.get(200));
});

test('a node that stops is not ready, while it still answers what it has', async () => {
  const gateway = await serving();
  let held: ServerResponse | null = null;
  setup.upstream.answer = (_, response) => void (held = response);
  const answer = fetch(`${gateway.url}/${apiId}/prod/slow`);
  await eventually(() => held !== null);
  const ended = gateway.end('SIGTERM');
  await eventually(async () => !(await gateway.isReady()));
  (held as ServerResponse | null)?.end('late');
  expect(await (await answer).text()).toBe('late');
  expect(await ended).toBe(0);
});

test('a node that stops says so last, and nothing waits for it', async () => {
  const gateway = await serving();
  const { control } = setup;
  await eventually(() => control.reports.length > 0);
  expect(await gateway.end('SIGTERM')).toBe(0);
  expect(control.reports.map(({ stopping }) => stopping)).toEqual([...control.reports.slice(1).map(() => false), true]);
});

test('telemetry waits for the control plane and arrives once, in order', async () => {
  const gateway = await serving();
  const { control } = setup;
  const call = async () => expect((await fetch(`${gateway.url}/${apiId}/prod/slow`)).status).toBe(200);
  const count = () => control.batches.flatMap(({ series }) => series).reduce((sum, point) => sum + point.count, 0);
  await call();
  await eventually(() => count() === 1);
  control.telemetryStatus = 503;
  await call();
  await setTimeout(300);
  await control.stop();
  await call();
  await setTimeout(300);
  control.telemetryStatus = null;
  await control.start();
  await eventually(() => count() === 3);
  await setTimeout(300);
  expect(count()).toBe(3);
  const numbers = control.batches.map(({ batch }) => batch);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(control.batches.every(({ dropped }) => dropped === 0)).toBe(true);
});

test('telemetry that cannot be sent before the node stops is sent by its next start', async () => {
  const gateway = await serving();
  const { control } = setup;
  await eventually(() => control.reports.length > 0);
  await control.stop();
  expect((await fetch(`${gateway.url}/${apiId}/prod/slow`)).status).toBe(200);
  expect(await gateway.end('SIGTERM')).toBe(0);
  await control.start();
  await setup.startGateway();
  await eventually(() => control.batches.flatMap(({ series }) => series).some(({ count }) => count === 1));
});
