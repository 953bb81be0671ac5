import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gatewayResponseDefaults, gatewayResponseTypes } from '#core/gateway-responses/schema.ts';
import { phases } from './index.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/lifecycle.md'), 'utf8');

test('docs/lifecycle.md lists exactly the phases, in their order', () => {
  const listed = [...page.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);
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
