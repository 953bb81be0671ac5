import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { blob, route, snapshot, stage } from './testing/fixtures.ts';
import { get, setUp } from './testing/proc-setup.ts';

const setup = setUp();

function hasPromtool(): boolean {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('metrics are what Prometheus reads, with a value for each worker', async () => {
  const { control } = setup;
  control.setStage(stage(control.addBlob(blob(snapshot([route('GET', '/one', mockIntegration())])))));
  const gateway = await setup.startGateway({ SLUICE_GATEWAY_MIN_WORKERS: '2', SLUICE_GATEWAY_MAX_WORKERS: '2' });
  await gateway.ready();
  for (let i = 0; i < 5; i += 1) expect((await get(gateway, '/one')).status).toBe(200);
  expect((await get(gateway, '/none')).status).toBe(404);
  const response = await fetch(`http://127.0.0.1:${gateway.adminPort}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
  const text = await response.text();
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const sample of samples) expect(sample).toMatch(/^[a-z0-9_]+(\{worker="\d+"\})? -?[0-9.e+-]+$/);
  expect(samples).toContain('sluice_requests_total 6');
  expect(samples).toContain('sluice_requests_4xx_total 1');
  expect(samples).toContain('sluice_workers 2');
  expect(samples.filter((line) => line.startsWith('sluice_worker_requests{'))).toHaveLength(2);
  if (hasPromtool()) execFileSync('promtool', ['check', 'metrics'], { input: text });
  else
    process.stderr.write('promtool does not check the metrics: not installed (Debian: apt-get install prometheus).\n');
});
