import { expect, test } from 'vitest';
import { accessLogPresets } from '#core/stages/access-log-formats.ts';
import { defaultMethodSetting } from '#core/stages/schema.ts';
import { apiId, blob, stage } from '../testing/fixtures.ts';
import { setUp } from '../testing/proc-setup.ts';
import { fuzzApi } from '../testing/hostile/fuzz-api.ts';
import { fuzz } from '../testing/hostile/fuzz.ts';

const setup = setUp();

/** A sample; `npm run bench -- fuzz` sends the whole number. */
const requests = 20_000;

test('X1: malformed requests neither crash the node nor show its code', { timeout: 300_000 }, async () => {
  const { control, upstream, dir } = setup;
  const hash = control.addBlob(blob(fuzzApi(upstream.url)));
  const cached = { '*/*': { ...defaultMethodSetting, cachingEnabled: true } };
  const accessLogSettings = { format: accessLogPresets.JSON, destinationArn: null };
  control.setStage(stage(hash, { methodSettings: cached, cacheClusterSize: '0.5', accessLogSettings }));
  const gateway = await setup.startGateway({ SLUICE_ACCESS_LOG: `${dir}/access.log` });
  await gateway.ready();
  const result = await fuzz(gateway, control, { requests, seed: 20_261_122, width: 64, base: `/${apiId}/prod` });
  const statuses = [...result.statuses].toSorted().map(([status, count]) => `${status || 'none'}: ${count}`);
  process.stdout.write(`X1 ${requests} malformed requests in ${result.seconds.toFixed(1)} s: ${statuses.join(', ')}\n`);
  expect(result).toMatchObject({
    crashed: false,
    workerDeaths: 0,
    unhandled: 0,
    stackTraces: 0,
    internalErrors: [],
    servesOn: true,
  });
  expect(result.statuses.get(200)).toBeGreaterThan(requests / 20);
  expect(result.statuses.get(400)).toBeGreaterThan(requests / 10);
});
