import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import type { Revision, StageState } from '#core/snapshot/revision.ts';
import { LimitMemory } from '#gateway/limits/limit-memory.ts';
import { QuotaCounters } from '#gateway/limits/quota.ts';
import { TokenBuckets } from '#gateway/limits/token-buckets.ts';
import { createSecretTables } from '#gateway/secrets/tables.ts';
import { apiId, key, plan, route, snapshot, stage } from '../testing/fixtures.ts';
import { Applier } from './applier.ts';
import { DomainTable } from './domain-table.ts';
import { KeyTable } from './key-table.ts';
import { prepareSnapshot } from './prepare.ts';
import type { PreparedApi } from './prepared.ts';
import { ServingState } from './serving-state.ts';
import { StateStore } from './state-store.ts';

type Waiting = { resolve: (facts: { apiId: string }) => void; reject: (error: Error) => void };

let keys: KeyTable;
let store: StateStore;
let prepared: Map<string, PreparedApi>;
let waiting: Map<string, Waiting>;
let applier: Applier;

beforeEach(() => {
  const memory = new LimitMemory();
  keys = new KeyTable(new TokenBuckets(memory), new QuotaCounters(memory));
  store = new StateStore();
  prepared = new Map();
  waiting = new Map();
  applier = newApplier();
});

function newApplier(): Applier {
  return new Applier({
    target: new ServingState(
      store,
      { keys, domains: new DomainTable(), secrets: createSecretTables(null) },
      preparedOf,
    ),
    snapshotOf: (hash) => new Promise((resolve, reject) => waiting.set(hash, { resolve, reject })),
    changed: () => undefined,
  });
}

function preparedOf(hash: string): PreparedApi {
  const found = prepared.get(hash);
  if (!found) throw new Error('It is applied before it is prepared.');
  return found;
}

const hashOf = (letter: string) => letter.repeat(64);

async function arrive(letter: string): Promise<void> {
  const arrived = await prepareSnapshot(snapshot([route('GET', '/', mockIntegration())]), hashOf(letter));
  prepared.set(hashOf(letter), arrived);
  waiting.get(hashOf(letter))?.resolve({ apiId: arrived.api.id });
  await setImmediate();
}

async function fail(letter: string, reason: string): Promise<void> {
  waiting.get(hashOf(letter))?.reject(new Error(reason));
  await setImmediate();
}

function stageRevision(seq: number, letter: string, change: Partial<StageState> = {}): Revision {
  return { seq, kind: 'stage', id: `${apiId}/prod`, body: stage(hashOf(letter), { version: seq, ...change }) };
}

function served(): number | null {
  return store.current.get(apiId)?.get('prod')?.stable.version ?? null;
}

async function connected(): Promise<void> {
  applier.begin('e1', true);
  applier.apply(stageRevision(1, 'a'));
  applier.synced(1);
  await arrive('a');
}

test('nothing is live before the first synchronisation is complete', async () => {
  applier.begin('e1', true);
  applier.apply(stageRevision(1, 'a'));
  await arrive('a');
  expect(served()).toBeNull();
  applier.apply({ seq: 2, kind: 'key', id: 'k', body: key('k', 'value') });
  applier.synced(2);
  expect(served()).toBe(1);
  expect(applier.isReady).toBe(true);
  expect(keys.isComplete).toBe(true);
});

test('keys apply at once while a blob is still fetched, and the position waits for the blob', async () => {
  await connected();
  applier.apply(stageRevision(2, 'b'));
  applier.apply({ seq: 3, kind: 'key', id: 'k', body: key('k', 'value') });
  expect(keys.find('value')).not.toBeNull();
  expect(applier.appliedSeq).toBe(1);
  expect(served()).toBe(1);
  await arrive('b');
  expect(applier.appliedSeq).toBe(3);
  expect(served()).toBe(2);
});

test('the newest revision of a stage wins, whatever arrives first', async () => {
  await connected();
  applier.apply(stageRevision(2, 'b'));
  applier.apply(stageRevision(3, 'c'));
  await arrive('c');
  await arrive('b');
  expect(served()).toBe(3);
  expect(applier.refused).toEqual([]);
});

test('a refusal keeps what was served, is reported, and goes when the stage can be applied', async () => {
  await connected();
  const before = applier.stateHash;
  applier.apply(stageRevision(2, 'b'));
  await fail('b', 'it is bad');
  expect(served()).toBe(1);
  expect(applier.appliedSeq).toBe(2);
  expect(applier.refused).toEqual([{ id: `${apiId}/prod`, seq: 2, reason: 'it is bad' }]);
  expect(applier.stateHash).toBe(before);
  applier.apply(stageRevision(3, 'c'));
  await arrive('c');
  expect(applier.refused).toEqual([]);
  expect(applier.stateHash).not.toBe(before);
});

test('a removed stage is gone at once, even while its next version is fetched', async () => {
  await connected();
  applier.apply(stageRevision(2, 'b'));
  applier.apply({ seq: 3, kind: 'stage', id: `${apiId}/prod`, body: null });
  expect(served()).toBeNull();
  await arrive('b');
  expect(served()).toBeNull();
});

test('what a full synchronisation does not repeat is gone when it ends, and not before', async () => {
  await connected();
  applier.apply({ seq: 2, kind: 'key', id: 'k', body: key('k', 'value') });
  applier.apply({ seq: 3, kind: 'plan', id: 'plan1', body: plan() });
  applier.begin('e2', true);
  expect(served()).toBe(1);
  applier.apply({ seq: 1, kind: 'plan', id: 'plan1', body: plan() });
  expect(keys.find('value')).not.toBeNull();
  applier.synced(1);
  expect(keys.find('value')).toBeNull();
  expect(served()).toBeNull();
  expect(applier.state.records.map(({ kind }) => kind)).toEqual(['plan']);
  expect([applier.epoch, applier.appliedSeq]).toEqual(['e2', 1]);
});

test('a node that ends in the middle of a full synchronisation asks for all of it again', async () => {
  await connected();
  applier.apply({ seq: 2, kind: 'key', id: 'k', body: key('k', 'value') });
  expect(applier.state.epoch).toBe('e1');
  applier.begin('e2', true);
  applier.apply({ seq: 1, kind: 'plan', id: 'plan1', body: plan() });
  const { state } = applier;
  expect(state.epoch).toBe('');
  applier = newApplier();
  applier.restore(state);
  applier.begin('e2', true);
  applier.synced(1);
  expect(keys.find('value')).toBeNull();
  expect(applier.state.epoch).toBe('e2');
});

test('nodes that agree have the same hash, in whatever order they learned', async () => {
  await connected();
  applier.apply({ seq: 2, kind: 'key', id: 'k', body: key('k', 'value') });
  applier.apply({ seq: 3, kind: 'plan', id: 'plan1', body: plan() });
  const { stateHash } = applier;
  expect(stateHash).toMatch(/^[0-9a-f]{64}$/);
  applier = newApplier();
  applier.begin('e1', true);
  applier.apply({ seq: 3, kind: 'plan', id: 'plan1', body: plan() });
  applier.apply({ seq: 9, kind: 'key', id: 'old', body: key('old', 'other') });
  applier.apply({ seq: 2, kind: 'key', id: 'k', body: key('k', 'value') });
  applier.apply(stageRevision(1, 'a'));
  applier.synced(9);
  await arrive('a');
  expect(applier.stateHash).not.toBe(stateHash);
  applier.apply({ seq: 10, kind: 'key', id: 'old', body: null });
  expect(applier.stateHash).toBe(stateHash);
});
