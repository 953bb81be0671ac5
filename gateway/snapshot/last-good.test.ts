import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LastGood } from './last-good.ts';

test('snapshots that come at the same time are all kept, and none is a problem for another', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-last-good-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const disk = new LastGood(folder);
  const hashes = Array.from({ length: 20 }, (_, index) => `h${index}`);
  const problems = await Promise.all(
    hashes.map(async (hash) => {
      await disk.writeBlob(hash, Buffer.alloc(100_000, hash));
      return disk.problem;
    }),
  );
  expect(problems.filter((problem) => problem !== null)).toEqual([]);
  const again = new LastGood(folder);
  for (const hash of hashes) expect(await again.readBlob(hash)).toEqual(Buffer.alloc(100_000, hash));
  expect(await readdir(join(folder, 'blobs'))).toHaveLength(20);
});
