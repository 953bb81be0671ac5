import { expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { blob, route, snapshot, stage } from '../testing/fixtures.ts';
import type { GatewayProcess } from '../testing/gateway-process.ts';
import { get, setUp } from '../testing/proc-setup.ts';

const setup = setUp();

/** A node whose access log goes to standard output, one line of 2 KB for each request. */
async function serving(): Promise<GatewayProcess> {
  const { control } = setup;
  const hash = control.addBlob(blob(snapshot([route('GET', '/x', mockIntegration())])));
  const format = `$context.requestId ${'x'.repeat(2_000)}`;
  control.setStage(stage(hash, { accessLogSettings: { format, destinationArn: null } }));
  const gateway = await setup.startGateway();
  await gateway.ready();
  return gateway;
}

test('a node whose standard output nobody reads serves, is asked, and stops', async () => {
  const gateway = await serving();
  gateway.stopReading();
  for (let i = 0; i < 400; i += 1) expect((await get(gateway, '/x')).status).toBe(200);
  expect(await gateway.isReady()).toBe(true);
  expect(await gateway.end('SIGTERM')).toBe(0);
});

test('a node whose standard output was closed goes on', async () => {
  const gateway = await serving();
  gateway.closeOutput();
  for (let i = 0; i < 20; i += 1) expect((await get(gateway, '/x')).status).toBe(200);
  expect(await gateway.isReady()).toBe(true);
  expect(await gateway.end('SIGTERM')).toBe(0);
});
