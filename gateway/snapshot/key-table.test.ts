import { expect, test } from 'vitest';
import { sha256Hex } from '#core/snapshot/hash.ts';
import type { KeyState, PlanState } from '#core/snapshot/revision.ts';
import { QuotaCounters } from '#gateway/limits/quota.ts';
import { TokenBuckets } from '#gateway/limits/token-buckets.ts';
import { KeyTable } from './key-table.ts';

function key(id: string, value: string, change: Partial<KeyState> = {}): KeyState {
  const secrets = [{ sha256: sha256Hex(value), expiresAtMs: null }];
  return { workspaceId: 'w', id, name: id, enabled: true, secrets, planIds: ['gold'], ...change };
}

function plan(id: string, change: Partial<PlanState> = {}): PlanState {
  const apiStages = [{ apiId: 'api', stage: 'prod', throttle: {} }];
  return { workspaceId: 'w', id, name: id, throttle: null, quota: null, apiStages, ...change };
}

function table(): KeyTable {
  const keys = new KeyTable(new TokenBuckets(), new QuotaCounters());
  keys.setPlan('gold', plan('gold'));
  keys.setKey('k1', key('k1', 'secret-one'));
  return keys;
}

function grantOf(keys: KeyTable, value: string): string | null {
  const match = keys.find(value);
  return match && (keys.grant(match.entry, 'w', 'api', 'prod', 'api/prod')?.plan.id ?? null);
}

test('a key opens the stages of its plans and no other', () => {
  const keys = table();
  expect(grantOf(keys, 'secret-one')).toBe('gold');
  expect(keys.find('secret-two')).toBeNull();
  const match = keys.find('secret-one');
  expect(match && keys.grant(match.entry, 'w', 'api', 'beta', 'api/beta')).toBeNull();
  expect(match && keys.grant(match.entry, 'other', 'api', 'prod', 'other')).toBeNull();
});

test('a removed key is unknown to the next request, hot or not', () => {
  const keys = table();
  for (let i = 0; i < 3; i += 1) expect(keys.find('secret-one')).not.toBeNull();
  keys.setKey('k1', null);
  expect(keys.find('secret-one')).toBeNull();
});

test('a rotated key knows both secrets, then only the one that is left', () => {
  const keys = table();
  const [first] = key('k1', 'secret-one').secrets;
  const [second] = key('k1', 'secret-two').secrets;
  if (!first || !second) throw new Error('A key has a secret.');
  keys.setKey('k1', key('k1', '', { secrets: [first, second] }));
  expect(keys.find('secret-one')?.entry).toBe(keys.find('secret-two')?.entry);
  keys.setKey('k1', key('k1', '', { secrets: [second] }));
  expect(keys.find('secret-one')).toBeNull();
  expect(keys.find('secret-two')).not.toBeNull();
});

test('a change of plans changes what a hot key may do', () => {
  const keys = table();
  expect(grantOf(keys, 'secret-one')).toBe('gold');
  keys.setPlan('gold', plan('gold', { apiStages: [] }));
  expect(grantOf(keys, 'secret-one')).toBeNull();
  keys.setPlan('gold', plan('gold'));
  expect(grantOf(keys, 'secret-one')).toBe('gold');
  keys.setPlan('gold', null);
  expect(grantOf(keys, 'secret-one')).toBeNull();
  keys.setPlan('gold', plan('gold', { workspaceId: 'other' }));
  expect(grantOf(keys, 'secret-one')).toBeNull();
});

test('a key keeps its bucket and counter through changes', () => {
  const keys = table();
  const grant = () => {
    const match = keys.find('secret-one');
    return match && keys.grant(match.entry, 'w', 'api', 'prod', 'api/prod');
  };
  const before = grant();
  keys.setKey('k1', key('k1', 'secret-one', { name: 'renamed' }));
  keys.setPlan('gold', plan('gold', { throttle: { rateLimit: 1, burstLimit: 1 } }));
  expect(grant()?.bucket).toBe(before?.bucket);
  expect(grant()?.counter).toBe(before?.counter);
});

test('the memory of presented keys is bounded and forgets nothing that is valid', { timeout: 20_000 }, () => {
  const keys = table();
  for (let i = 0; i < 20_000; i += 1) keys.setKey(`n${i}`, key(`n${i}`, `value-${i}`));
  for (let i = 0; i < 40_000; i += 1) expect(keys.find(`value-${i % 20_000}`)).not.toBeNull();
  expect(keys.find('')).toBeNull();
  expect(keys.find('x'.repeat(129))).toBeNull();
});
