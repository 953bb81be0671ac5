import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { gatewayResponseDefaults, gatewayResponseTypes } from '#core/gateway-responses/schema.ts';
import { mockIntegration } from '#core/integrations/schema.ts';
import { key, plan, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';
import { phases } from './index.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/lifecycle.md'), 'utf8');

test('docs/lifecycle.md lists exactly the phases, in their order', () => {
  const [table = ''] = page.split('## What a request costs');
  const listed = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);
  expect(listed).toEqual(phases.map(({ name }) => name));
});

test('docs/lifecycle.md names every gateway response, with the status that it has', () => {
  const named = [...page.matchAll(/`([A-Z][A-Z\d_]+)` (\d{3})/g)];
  const types = new Set(named.map(([, type]) => type));
  const withoutStatus = ['DEFAULT_4XX', 'DEFAULT_5XX'];
  expect([...types].toSorted()).toEqual(gatewayResponseTypes.toSorted());
  for (const [, type = '', status] of named) {
    const standard = gatewayResponseDefaults[type as keyof typeof gatewayResponseDefaults];
    if (withoutStatus.includes(type) || (type === 'REQUEST_TOO_LARGE' && status === '431')) continue;
    expect([type, Number(status)]).toEqual([type, standard]);
  }
});

test('a plain request returns no promise from any phase', async () => {
  const upstream = new UpstreamServer();
  await upstream.start();
  const gateway = await Harness.start();
  const waited: string[] = [];
  const spies = phases.map((phase) => {
    const { run } = phase;
    return vi.spyOn(phase, 'run').mockImplementation((exchange) => {
      const outcome = run(exchange);
      if (outcome instanceof Promise) waited.push(phase.name);
      return outcome;
    });
  });
  gateway.setKey(key('k1', 'value-of-the-key'));
  gateway.setPlan(
    plan({ throttle: { rateLimit: 1_000, burstLimit: 1_000 }, quota: { limit: 100, offset: 0, period: 'DAY' } }),
  );
  const routes = [
    route('ANY', '/pets/{petId}', proxyTo(`${upstream.url}/{petId}`), { apiKeyRequired: true }),
    route('POST', '/whole', mockIntegration()),
  ];
  await gateway.deploy(snapshot(routes));
  const answer = await gateway.call('POST', '/pets/7', { headers: ['x-api-key', 'value-of-the-key'], body: '{}' });
  expect([answer.status, waited]).toEqual([200, []]);
  expect(spies.every((spy) => spy.mock.calls.length === 1)).toBe(true);
  await gateway.call('POST', '/whole', { body: '{}' });
  expect(waited).toEqual(['validate-request']);
  vi.restoreAllMocks();
  await gateway.stop();
  await upstream.stop();
});
