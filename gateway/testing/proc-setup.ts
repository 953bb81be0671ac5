import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { ControlPlaneServer } from './control-plane-server.ts';
import { apiId } from './fixtures.ts';
import { GatewayProcess } from './gateway-process.ts';
import { UpstreamServer } from './upstream-server.ts';

/** What every process test has: a control plane, an upstream, a folder, and gateways that end with the test. */
export type Setup = {
  control: ControlPlaneServer;
  upstream: UpstreamServer;
  dir: string;
  startGateway(environment?: Record<string, string>, args?: string[]): Promise<GatewayProcess>;
};

/** Registers the hooks of a process test file. The members of what it returns are new for each test. */
export function setUp(): Setup {
  const gateways: GatewayProcess[] = [];
  const setup: Setup = {
    control: new ControlPlaneServer(),
    upstream: new UpstreamServer(),
    dir: '',
    async startGateway(environment = {}, args = []) {
      const gateway = await GatewayProcess.start(
        {
          SLUICE_CONTROL_URL: setup.control.url,
          SLUICE_NODE_TOKEN: setup.control.token,
          SLUICE_NODE_DIR: setup.dir,
          ...environment,
        },
        args,
      );
      gateways.push(gateway);
      return gateway;
    },
  };
  beforeEach(async () => {
    setup.control = new ControlPlaneServer();
    setup.upstream = new UpstreamServer();
    await Promise.all([setup.control.start(), setup.upstream.start()]);
    setup.dir = await mkdtemp(join(tmpdir(), 'sluice-node-'));
  });
  afterEach(async () => {
    await Promise.all(gateways.splice(0).map((gateway) => gateway.end('SIGKILL')));
    await Promise.all([setup.control.stop(), setup.upstream.stop()]);
    await rm(setup.dir, { recursive: true, force: true });
  });
  return setup;
}

/** One GET below the stage; its status and body. */
export async function get(
  gateway: GatewayProcess,
  path: string,
  apiKey?: string,
): Promise<{ status: number; text: string }> {
  const headers: Record<string, string> = apiKey === undefined ? {} : { 'x-api-key': apiKey };
  const response = await fetch(`${gateway.url}/${apiId}/prod${path}`, { headers });
  return { status: response.status, text: await response.text() };
}
