import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { ControlPlaneServer } from '#gateway/testing/control-plane-server.ts';
import { apiId, blob, plan, proxyTo, route, snapshot, stage, workspaceId } from '#gateway/testing/fixtures.ts';
import { gatewayOptions } from '#tools/start/services.ts';
import { freePort, pinned } from './processes.ts';
import { throttle, type Scenario } from './scenario.ts';

/** Where the stage is served. */
export const stagePrefix = `/${apiId}/prod`;

export type BenchGateway = { child: ChildProcess; port: number; close(): Promise<void> };

/** Starts the real gateway process with the scenario pushed to it, telemetry on. */
export async function startGateway(
  folder: string,
  upstreamUrl: string,
  { routes, keys }: Scenario,
  cpu: number | null,
  environment: Record<string, string> = {},
): Promise<BenchGateway> {
  const control = new ControlPlaneServer();
  await control.start();
  const compiled = routes.map((path, index) =>
    route('GET', path, proxyTo(`${upstreamUrl}/u${index + 1}${path}`), { apiKeyRequired: true }),
  );
  control.setStage(stage(control.addBlob(blob(snapshot(compiled)))));
  control.setPlan('plan1', plan({ throttle }));
  for (const { id, sha256 } of keys) {
    control.setKey(id, {
      workspaceId,
      id,
      name: id,
      enabled: true,
      secrets: [{ sha256, expiresAtMs: null }],
      planIds: ['plan1'],
    });
  }
  const [port, adminPort] = [await freePort(), await freePort()];
  const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
  const child = pinned(cpu, process.execPath, [...process.execArgv, ...gatewayOptions, main], {
    ...process.env,
    SLUICE_CONTROL_URL: control.url,
    SLUICE_NODE_TOKEN: control.token,
    SLUICE_NODE_DIR: folder,
    SLUICE_GATEWAY_PORT: String(port),
    SLUICE_GATEWAY_ADMIN_PORT: String(adminPort),
    SLUICE_ALLOW_PRIVATE_UPSTREAMS: 'true',
    // One worker against one nginx worker.
    SLUICE_GATEWAY_MAX_WORKERS: '1',
    SLUICE_ACCOUNT_RATE_LIMIT: String(throttle.rateLimit),
    SLUICE_ACCOUNT_BURST_LIMIT: String(throttle.burstLimit),
    ...environment,
  });
  for (let attempt = 0; ; attempt += 1) {
    if (await isReady(adminPort)) break;
    if (attempt > 1_200) throw new Error('The gateway did not become ready.');
    await setTimeout(50);
  }
  return { child, port, close: () => control.stop() };
}

async function isReady(adminPort: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${adminPort}/ready`)).ok;
  } catch {
    return false;
  }
}
