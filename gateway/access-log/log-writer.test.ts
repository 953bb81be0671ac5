import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { constants, createReadStream } from 'node:fs';
import { mkdtemp, open, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { LogLines } from './log-lines.ts';
import { LogWriter } from './log-writer.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'access-log-'));
});
afterAll(() => rm(folder, { recursive: true }));

const lines = (text: string) => ({ text, count: text.split('\n').length - 1 });
const unwarned = (message: string) => expect.fail(message);

test('lines are bundled, in their order, and handed over within a moment or when asked', async () => {
  const sent: { text: string; count: number }[] = [];
  const buffer = new LogLines((bundle) => sent.push(bundle));
  buffer.add('a');
  buffer.add('b');
  expect(sent).toEqual([]);
  buffer.flush();
  buffer.flush();
  expect(sent).toEqual([{ text: 'a\nb\n', count: 2 }]);
  buffer.add('c');
  await expect.poll(() => sent[1]).toEqual({ text: 'c\n', count: 1 });
  buffer.add('x'.repeat(70_000));
  expect(sent).toHaveLength(3);
});

test('a file that was moved away is opened anew, and no line is lost', async () => {
  const path = join(folder, 'rotated.log');
  const writer = new LogWriter(path, unwarned);
  writer.add(lines('1\n2\n'));
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toBe('1\n2\n');
  await rename(path, `${path}.1`);
  writer.reopen();
  writer.add(lines('3\n'));
  await writer.close();
  expect(await readFile(`${path}.1`, 'utf8')).toBe('1\n2\n');
  expect(await readFile(path, 'utf8')).toBe('3\n');
});

test('what finds no room, or cannot be written, is dropped and counted', async () => {
  const warnings: string[] = [];
  const small = new LogWriter(join(folder, 'small.log'), (message) => warnings.push(message), 10);
  small.add(lines('12345678\n'));
  small.add(lines('a\nb\nc\n'));
  await small.close();
  expect(small.dropped).toBe(3);
  expect(await readFile(join(folder, 'small.log'), 'utf8')).toBe('12345678\n');
  const nowhere = new LogWriter(join(folder, 'missing', 'x.log'), (message) => warnings.push(message));
  nowhere.add(lines('a\nb\n'));
  await nowhere.close();
  expect(nowhere.dropped).toBe(2);
  expect(warnings).toEqual([
    '3 access log lines were dropped: what takes the log is too slow',
    expect.stringMatching(/^2 access log lines were dropped: ENOENT/),
  ]);
});

test('every line that was dropped is told of, however fast they follow each other', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const warnings: string[] = [];
  const small = new LogWriter(join(folder, 'none.log'), (message) => warnings.push(message), 0);
  for (let i = 0; i < 5; i += 1) small.add(lines('a\nb\n'));
  expect(warnings).toEqual(['2 access log lines were dropped: what takes the log is too slow']);
  vi.advanceTimersByTime(10_000);
  expect(warnings[1]).toMatch(/^8 access log lines/);
  vi.advanceTimersByTime(10_000);
  expect(warnings).toHaveLength(2);
  small.add(lines('c\n'));
  small.add(lines('d\n'));
  await small.close();
  expect(warnings.slice(2).map((warning) => warning.split(' ')[0])).toEqual(['1', '1']);
});

test(
  'a pipe gets what waited once somebody reads it, and holds nothing up at the end when nobody does',
  { timeout: 60_000 },
  async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const read = new LogWriter(path, warn);
    read.add(lines('1\n2\n'));
    let text = '';
    const reader = createReadStream(path, 'utf8').on('data', (piece) => (text += String(piece)));
    await expect.poll(() => text, { timeout: 30_000 }).toBe('1\n2\n');
    await Promise.all([once(reader, 'close'), read.close()]);

    const unread = new LogWriter(path, warn);
    unread.add(lines('1\n2\n'));
    unread.add(lines('3\n'));
    await unread.close(20);
    expect(unread.dropped).toBe(3);

    const idle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const full = new LogWriter(path, warn);
    full.add(lines(`${'x'.repeat(1_000_000)}\n`));
    await full.close(20);
    await idle.close();
    expect(full.dropped).toBe(1);
    expect(warnings).toEqual([
      '3 access log lines were dropped: the node stopped before they were taken',
      '1 access log lines were dropped: the node stopped before they were taken',
    ]);
  },
);
