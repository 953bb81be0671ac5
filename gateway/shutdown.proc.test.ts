import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { apiId, blob, proxyTo, route, snapshot, stage } from './testing/fixtures.ts';
import { eventually, type GatewayProcess } from './testing/gateway-process.ts';
import { setUp } from './testing/proc-setup.ts';

const setup = setUp();

async function serving(): Promise<GatewayProcess> {
  const { control, upstream } = setup;
  upstream.answer = (_, response) => void setTimeout(20).then(() => response.end('late'));
  control.setStage(stage(control.addBlob(blob(snapshot([route('GET', '/slow', proxyTo(upstream.url))])))));
  const gateway = await setup.startGateway();
  await gateway.ready();
  return gateway;
}

test('SIGTERM under load fails no request, sends the last telemetry and ends with 0', async () => {
  const gateway = await serving();
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  let answered = 0;
  const problems: string[] = [];
  let isRefusing = false;
  const call = () =>
    new Promise<void>((resolve) => {
      request({ agent, host: '127.0.0.1', port: gateway.port, path: `/${apiId}/prod/slow` }, (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) answered += 1;
          else problems.push(`status ${response.statusCode}`);
          resolve();
        });
      })
        .on('error', (error: NodeJS.ErrnoException) => {
          // A new connection after the listener closed is the load balancer's to avoid; it is no failed request.
          if (error.code === 'ECONNREFUSED') isRefusing = true;
          else problems.push(error.message);
          resolve();
        })
        .end();
    });
  const workers = Array.from({ length: 32 }, async () => {
    while (!isRefusing) await call();
  });
  await eventually(() => answered > 300);
  const ended = gateway.end('SIGTERM');
  await Promise.all(workers);
  expect(await ended).toBe(0);
  expect(problems).toEqual([]);
  const counted = setup.control.batches.flatMap(({ series }) => series).reduce((sum, { count }) => sum + count, 0);
  expect(counted).toBe(answered);
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
  await call();
  await eventually(() => control.batches.length === 1);
  control.telemetryStatus = 503;
  await call();
  await setTimeout(300);
  await control.stop();
  await call();
  await setTimeout(300);
  control.telemetryStatus = null;
  await control.start();
  const count = () => control.batches.flatMap(({ series }) => series).reduce((sum, point) => sum + point.count, 0);
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
