import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { QuotaSettings } from '#core/plans/schema.ts';
import { extendQuotas } from './extend-quota.ts';
import { LimitMemory, createSharedLimits } from './limit-memory.ts';
import { QuotaJournal } from './quota-journal.ts';
import { QuotaCounters } from './quota.ts';

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function journalPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-quota-'));
  folders.push(folder);
  return join(folder, 'quota.journal');
}

const noon = Date.UTC(2026, 10, 18, 12);
const dayMs = 86_400_000;
const daily = { limit: 3, offset: 0, period: 'DAY' } as const;

function admit(counters: QuotaCounters, nowMs: number, quota: QuotaSettings = daily): boolean {
  return counters.counter('w', 'plan', 'key').take(quota, nowMs);
}

test('a quota admits its limit in each period', () => {
  const counters = new QuotaCounters();
  expect([1, 2, 3, 4].map(() => admit(counters, noon))).toEqual([true, true, true, false]);
  expect([1, 2, 3, 4].map(() => admit(counters, noon + dayMs))).toEqual([true, true, true, false]);
});

test('the offset counts in the first period only', () => {
  const counters = new QuotaCounters();
  const quota = { limit: 3, offset: 2, period: 'DAY' } as const;
  expect([1, 2].map(() => admit(counters, noon, quota))).toEqual([true, false]);
  expect([1, 2, 3, 4].map(() => admit(counters, noon + dayMs, quota))).toEqual([true, true, true, false]);
});

test('a longer period that replaces a shorter one keeps what was used in it', () => {
  const counters = new QuotaCounters();
  admit(counters, noon);
  admit(counters, noon);
  const monthly = { limit: 3, offset: 0, period: 'MONTH' } as const;
  expect([1, 2].map(() => admit(counters, noon, monthly))).toEqual([true, false]);
});

test('what was counted while the clock was far ahead goes on in the period that runs, and ends with it', () => {
  const counters = new QuotaCounters();
  expect([1, 2].map(() => admit(counters, noon + 400 * dayMs))).toEqual([true, true]);
  expect([1, 2].map(() => admit(counters, noon))).toEqual([true, false]);
  expect([1, 2, 3, 4].map(() => admit(counters, noon + dayMs))).toEqual([true, true, true, false]);
});

test('a request that began just before a period counts in the period that others have begun', () => {
  const counters = new QuotaCounters();
  const midnight = noon + dayMs / 2;
  expect(admit(counters, midnight)).toBe(true);
  expect([1, 2, 3].map(() => admit(counters, midnight - 1))).toEqual([true, true, false]);
  expect(counters.counter('w', 'plan', 'key').counted).toEqual({ used: 3, periodStartMs: midnight });
});

test('usage is reported once', () => {
  const counters = new QuotaCounters();
  counters.counter('w', 'plan', 'key').unreported += 2;
  const expected = { workspaceId: 'w', planId: 'plan', keyId: 'key', day: '2026-11-18', used: 2 };
  expect(counters.takeUsage('2026-11-18')).toEqual([expected]);
  expect(counters.takeUsage('2026-11-18')).toEqual([]);
});

test('counters survive a restart, a torn last line and damage in between', async () => {
  const path = await journalPath();
  const before = new QuotaCounters();
  const journal = new QuotaJournal(path, before);
  await journal.start();
  admit(before, noon);
  admit(before, noon);
  await journal.stop();
  await appendFile(path, 'w plan key 900 17');

  const after = new QuotaCounters();
  const second = new QuotaJournal(path, after);
  await second.start();
  expect([1, 2].map(() => admit(after, noon))).toEqual([true, false]);
  await second.stop();
  await writeFile(path, `\u0000\u0001 garbage\n${await readFile(path, 'utf8')}`);

  const last = new QuotaCounters();
  const third = new QuotaJournal(path, last);
  await third.start();
  expect(admit(last, noon)).toBe(false);
  await third.stop();
});

test('a long journal is rewritten', async () => {
  const path = await journalPath();
  await writeFile(path, 'w plan key 2 1794873600000 .\n'.repeat(12_000));
  const counters = new QuotaCounters();
  const journal = new QuotaJournal(path, counters);
  await journal.start();
  await journal.stop();
  expect(await readFile(path, 'utf8')).toBe('w plan key 2 1794873600000 0 .\n');
});

test('a folder that cannot be written is a reported problem, and nothing is lost once it can', async () => {
  const path = await journalPath();
  const blocked = join(path, 'file-in-the-way', 'quota.journal');
  await writeFile(path, '');
  const counters = new QuotaCounters();
  const journal = new QuotaJournal(blocked, counters);
  await journal.start();
  admit(counters, noon);
  await journal.flush();
  expect(journal.problem).toContain('cannot be written');
  await rm(path);
  await journal.stop();
  expect(journal.problem).toBeNull();
  expect(await readFile(blocked, 'utf8')).toContain('w plan key 1 ');
});

test('threads with the same memory share a count, and another memory has its own', () => {
  const shared = createSharedLimits();
  const [first, second] = [new QuotaCounters(new LimitMemory(shared)), new QuotaCounters(new LimitMemory(shared))];
  expect([admit(first, noon), admit(second, noon), admit(first, noon)]).toEqual([true, true, true]);
  expect([admit(first, noon), admit(second, noon)]).toEqual([false, false]);
  expect(admit(new QuotaCounters(), noon)).toBe(true);
});

test('an extension sets what is left of the period that holds its day, once, and survives a restart', async () => {
  const path = await journalPath();
  const counters = new QuotaCounters();
  const journal = new QuotaJournal(path, counters);
  await journal.start();
  const extension = { keyId: 'key', day: '2026-11-18', remaining: 5 };
  const plan = { workspaceId: 'w', id: 'plan', name: 'Gold', throttle: null, quota: daily, apiStages: [] };
  expect([1, 2, 3, 4].map(() => admit(counters, noon)).at(-1)).toBe(false);
  extendQuotas(counters, { ...plan, extensions: [extension] }, noon);
  expect([1, 2, 3, 4, 5, 6].map(() => admit(counters, noon))).toEqual([true, true, true, true, true, false]);
  extendQuotas(counters, { ...plan, name: 'Silver', extensions: [extension] }, noon);
  expect(admit(counters, noon)).toBe(false);
  await journal.stop();

  const after = new QuotaCounters();
  const second = new QuotaJournal(path, after);
  await second.start();
  extendQuotas(after, { ...plan, extensions: [extension] }, noon);
  expect(admit(after, noon)).toBe(false);
  extendQuotas(after, { ...plan, extensions: [{ ...extension, grantedAtMs: 2 }] }, noon);
  expect(admit(after, noon)).toBe(true);
  expect([1, 2, 3, 4].map(() => admit(after, noon + dayMs))).toEqual([true, true, true, false]);
  await second.stop();
});

test('a lease is used up to its last request, in its period only, and what is left goes back', () => {
  const counter = new QuotaCounters().counter('w', 'plan', 'key');
  const periodStartMs = counter.periodStartMs(daily, noon);
  expect(counter.takeLeased(daily, noon)).toBe(-1);
  counter.addLease(periodStartMs, 2);
  counter.addLease(periodStartMs, 3);
  expect([1, 2].map(() => counter.takeLeased(daily, noon))).toEqual([4, 3]);
  expect(counter.takeLeased(daily, noon + dayMs)).toBe(-1);
  expect(counter.endLease()).toEqual({ requests: 3, periodStartMs });
  expect(counter.takeLeased(daily, noon)).toBe(-1);
  expect(counter.takeOverdraft(daily, noon)).toBe(true);
  expect(counter.takeOverdraft(daily, noon)).toBe(false);
  expect(counter.takeOverdrafts()).toEqual({ requests: 1, periodStartMs });
  expect(counter.takeOverdrafts().requests).toBe(0);
});

test('requests and leases of the period before do not end the lease of the one that began', () => {
  const counter = new QuotaCounters().counter('w', 'plan', 'key');
  const [before, after] = [noon, noon + dayMs].map((nowMs) => counter.periodStartMs(daily, nowMs)) as [number, number];
  counter.addLease(before, 5);
  expect(counter.takeLeased(daily, noon + dayMs)).toBe(-1);
  counter.addLease(after, 5);
  expect(counter.takeLeased(daily, noon)).toBe(4);
  counter.addLease(before, 5);
  expect(counter.takeLeased(daily, noon + dayMs)).toBe(3);
  expect(counter.counted).toEqual({ used: 2, periodStartMs: after });
  expect(counter.endLease()).toEqual({ requests: 3, periodStartMs: after });
});

test('a longer period that replaces a shorter one uses up its lease and gets the next', () => {
  const counter = new QuotaCounters().counter('w', 'plan', 'key');
  const monthly = { limit: 3, offset: 0, period: 'MONTH' } as const;
  counter.addLease(counter.periodStartMs(daily, noon), 1);
  expect([1, 2].map(() => counter.takeLeased(monthly, noon))).toEqual([0, -1]);
  counter.addLease(counter.periodStartMs(monthly, noon), 2);
  expect([1, 2, 3].map(() => counter.takeLeased(monthly, noon))).toEqual([1, 0, -1]);
});

test('what was used without a lease counts in its own period only', () => {
  const counter = new QuotaCounters().counter('w', 'plan', 'key');
  expect([1, 2, 3].map(() => counter.takeOverdraft(daily, noon))).toEqual([true, true, true]);
  expect(counter.takeOverdraft(daily, noon + dayMs)).toBe(true);
  const periodStartMs = counter.periodStartMs(daily, noon + dayMs);
  counter.addOverdraft({ requests: 3, periodStartMs: periodStartMs - dayMs });
  expect(counter.takeOverdrafts()).toEqual({ requests: 1, periodStartMs });
});
