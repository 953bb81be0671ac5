import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ControlPlaneServer } from './testing/control-plane-server.ts';
import { apiId, blob, proxyTo, route, snapshot, stage } from './testing/fixtures.ts';
import { eventually, GatewayProcess } from './testing/gateway-process.ts';
import { UpstreamServer, type Seen } from './testing/upstream-server.ts';

let control: ControlPlaneServer;
let upstream: UpstreamServer;
let dir: string;
const gateways: GatewayProcess[] = [];

beforeEach(async () => {
  control = new ControlPlaneServer();
  upstream = new UpstreamServer();
  await Promise.all([control.start(), upstream.start()]);
  dir = await mkdtemp(join(tmpdir(), 'sluice-node-'));
});

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.end('SIGKILL')));
  await Promise.all([control.stop(), upstream.stop()]);
  await rm(dir, { recursive: true });
});

async function startGateway(environment: Record<string, string> = {}): Promise<GatewayProcess> {
  const gateway = await GatewayProcess.start({
    SLUICE_CONTROL_URL: control.url,
    SLUICE_NODE_TOKEN: control.token,
    SLUICE_NODE_DIR: dir,
    ...environment,
  });
  gateways.push(gateway);
  return gateway;
}

test('a pushed deployment is served by path and by host', async () => {
  const hash = control.addBlob(
    blob(
      snapshot([
        route('GET', '/pets/{petId}', proxyTo(`${upstream.url}/store/{petId}`)),
        route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/rest/{proxy}`)),
      ]),
    ),
  );
  control.setStage(stage(hash));
  const gateway = await startGateway();
  await gateway.ready();
  const response = await fetch(`${gateway.url}/${apiId}/prod/pets/7?full=true`);
  expect(response.status).toBe(200);
  expect(response.headers.get('x-upstream')).toBe('yes');
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(((await response.json()) as Seen).url).toBe('/store/7?full=true');

  const posted = await fetch(`${gateway.url}/${apiId}/prod/a/b%2Fc/`, { method: 'POST', body: 'hello' });
  expect((await posted.json()) as Seen).toMatchObject({ method: 'POST', url: '/rest/a/b%2Fc/', body: 'hello' });

  await eventually(() => control.reports.some(({ appliedSeq, refused }) => appliedSeq === 1 && refused.length === 0));
  await eventually(
    () => control.batches.flatMap(({ series }) => series).reduce((sum, { count }) => sum + count, 0) === 2,
  );
});
