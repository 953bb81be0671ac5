import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileSystemOfItsOwn } from '#tools/test/small-disk.ts';
import type { Aftermath } from './panic.ts';
import type { Seen } from './scene.ts';

const diskMb = 400;

/** Runs a program of this folder on a disk of its own, which is gone with the process; what the program sends. */
async function play(program: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-disk-'));
  const command = [process.execPath, join(import.meta.dirname, program)];
  const [first = '', ...args] = fileSystemOfItsOwn(folder, diskMb, command);
  const child = spawn(first, args, {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => (complaint += chunk));
  const outcome: unknown = await Promise.race([
    once(child, 'message').then(([message]) => message),
    once(child, 'exit').then(() => null),
  ]);
  if (outcome === null) throw new Error(`The scene ended:\n${complaint}`);
  rmSync(folder, { recursive: true, force: true });
  return outcome;
}

const [tryIt = '', ...tryArgs] = fileSystemOfItsOwn(tmpdir(), 1, ['true']);
const canMount = spawnSync(tryIt, tryArgs, { stdio: 'ignore' }).status === 0;

test.runIf(canMount)(
  'R12: with a full disk the control plane refuses changes cleanly, nodes serve on, and all goes on once there is room',
  async () => {
    const seen = (await play('scene.ts')) as Seen;
    const { refusals, answered, failures, counted, recoveredMs } = seen;
    console.log(
      `R12, disk full: ${failures.length} of ${answered} requests failed, ${refusals.length} changes refused ` +
        `(${refusals[0]?.code}: ${refusals[0]?.message}); ${counted} requests counted in the end; ` +
        `a change was served ${recoveredMs.toFixed(0)} ms after there was room`,
    );
    expect(seen).toMatchObject({ isFull: true, isUnchanged: true, isRead: true, restartedStatus: 200, failures: [] });
    for (const { code, message } of refusals) {
      expect(code).toBe('UNAVAILABLE');
      expect(message).toMatch(/disk is full/);
    }
    expect(seen.afterwards).toEqual({ code: null, message: '' });
    expect(recoveredMs).toBeLessThan(5_000);
    expect(answered).toBeGreaterThan(300);
    // The one more was asked of the node that was started again.
    expect(counted).toBe(answered + 1);
  },
  300_000,
);

test.runIf(canMount)(
  'a store that meets a full disk ends instead of answering nonsense, and the next one has every row',
  async () => {
    const aftermath = (await play('panic.ts')) as Aftermath;
    expect(aftermath).toEqual({ hasEnded: true, rows: 1_001 });
  },
);
