import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { accessLogPresets } from '#core/stages/access-log-formats.ts';
import { defaultMethodSetting } from '#core/stages/schema.ts';
import { fuzzApi } from '#gateway/testing/hostile/fuzz-api.ts';
import { fuzz } from '#gateway/testing/hostile/fuzz.ts';
import { ControlPlaneServer } from '#gateway/testing/control-plane-server.ts';
import { apiId, blob, stage } from '#gateway/testing/fixtures.ts';
import { GatewayProcess } from '#gateway/testing/gateway-process.ts';
import { UpstreamServer } from '#gateway/testing/upstream-server.ts';

const usage = {
  requests: { type: 'string' },
  seed: { type: 'string', default: '1' },
  'control-plane': { type: 'boolean', default: false },
} as const;

/** X1: malformed requests at a node, or at the control plane: no crash, no unhandled rejection, no trace of code in an answer. */
export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: usage });
  const seed = Number(values.seed);
  if (values['control-plane']) {
    const { fuzzControlPlane } = await import('./control-plane.ts');
    return fuzzControlPlane(Number(values.requests ?? 100_000), seed);
  }
  return fuzzNode(Number(values.requests ?? 1_000_000), seed);
}

async function fuzzNode(requests: number, seed: number): Promise<boolean> {
  const control = new ControlPlaneServer();
  const upstream = new UpstreamServer();
  const dir = await mkdtemp(join(tmpdir(), 'sluice-fuzz-'));
  await Promise.all([control.start(), upstream.start()]);
  const methodSettings = { '*/*': { ...defaultMethodSetting, cachingEnabled: true } };
  const accessLogSettings = { format: accessLogPresets.JSON, destinationArn: null };
  const hash = control.addBlob(blob(fuzzApi(upstream.url)));
  control.setStage(stage(hash, { methodSettings, cacheClusterSize: '0.5', accessLogSettings }));
  const gateway = await GatewayProcess.start({
    SLUICE_CONTROL_URL: control.url,
    SLUICE_NODE_TOKEN: control.token,
    SLUICE_NODE_DIR: dir,
    SLUICE_ACCESS_LOG: join(dir, 'access.log'),
    // As in use: ten reports a second would take more of the machine than the requests do.
    SLUICE_TELEMETRY_FLUSH_MS: '2000',
  });
  try {
    await gateway.ready();
    const base = `/${apiId}/prod`;
    const result = await fuzz(gateway, control, { requests, seed, width: 64, base });
    const { statuses, seconds, crashed, workerDeaths, unhandled, stackTraces, internalErrors, servesOn } = result;
    const shown = [...statuses].toSorted().map(([status, count]) => `${status || 'none'}: ${count}`);
    console.log(`${requests} malformed requests (seed ${seed}) in ${seconds.toFixed(0)} s`);
    console.log(`statuses: ${shown.join(', ')}`);
    console.log(
      `crashed: ${crashed}, workers that died: ${workerDeaths}, unhandled: ${unhandled}, stack traces: ${stackTraces}`,
    );
    console.log(`internal errors: ${internalErrors.length}`, ...internalErrors.slice(0, 5));
    return (
      servesOn && internalErrors.length === 0 && !crashed && workerDeaths === 0 && unhandled === 0 && stackTraces === 0
    );
  } finally {
    await gateway.end('SIGTERM');
    await Promise.all([control.stop(), upstream.stop()]);
    await rm(dir, { recursive: true, force: true });
  }
}
