import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PackedBatch } from '#core/telemetry/batch.ts';
import { keepUnsent, takeUnsent } from './unsent.ts';

const batch: PackedBatch = {
  nodeId: 'n',
  bootId: 'b',
  batch: 7,
  series: [{ minuteMs: 60_000, methods: [], keyIds: [], count: 0, numbers: [] }],
  samples: [],
  usage: [{ workspaceId: 'w', planId: 'p', day: '2026-11-18', keyIds: ['k'], used: [3] }],
  dropped: 2,
};

async function file(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-unsent-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'node', 'telemetry-unsent.json');
}

test('what could not be sent is taken once, as it was kept', async () => {
  const path = await file();
  expect(await takeUnsent(path)).toEqual([]);
  await keepUnsent(path, []);
  await expect(readFile(path)).rejects.toThrow('ENOENT');
  await keepUnsent(path, [batch]);
  expect(await takeUnsent(path)).toEqual([batch]);
  expect(await takeUnsent(path)).toEqual([]);
});

test('a file that is damaged, or packed in another way, is let go of', async () => {
  const path = await file();
  await keepUnsent(path, [batch]);
  const point = { workspaceId: 'w', apiId: 'a', minuteMs: 60_000, count: 1, latency: { sum: 1, buckets: [1, 1] } };
  for (const text of ['', '{', 'null', '[1]', JSON.stringify([{ ...batch, series: [point] }])]) {
    await writeFile(path, text);
    expect(await takeUnsent(path)).toEqual([]);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  }
});
