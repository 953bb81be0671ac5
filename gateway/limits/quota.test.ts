import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
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

function admit(
  counters: QuotaCounters,
  nowMs: number,
  quota: Parameters<ReturnType<typeof counters.counter>['has']>[0] = daily,
): boolean {
  const counter = counters.counter('w', 'plan', 'key');
  const admitted = counter.has(quota, nowMs);
  if (admitted) counter.take();
  return admitted;
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

test('usage is reported once', () => {
  const counters = new QuotaCounters();
  admit(counters, noon);
  admit(counters, noon);
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
  const line = 'w plan key 2 1794873600000 .\n';
  await writeFile(path, line.repeat(12_000));
  const counters = new QuotaCounters();
  const journal = new QuotaJournal(path, counters);
  await journal.start();
  await journal.stop();
  expect(await readFile(path, 'utf8')).toBe(line);
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
