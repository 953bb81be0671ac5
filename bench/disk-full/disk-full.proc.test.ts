import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileSystemOfItsOwn } from '#tools/test/small-disk.ts';
import type { Seen } from './scene.ts';

const scene = join(import.meta.dirname, 'scene.ts');
const diskMb = 400;

/** Plays the scene on a disk of its own; it is gone with the process. */
async function play(): Promise<Seen> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-disk-'));
  const [program = '', ...args] = fileSystemOfItsOwn(folder, diskMb, [process.execPath, scene]);
  const child = spawn(program, args, {
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
  return outcome as Seen;
}

const [tryIt = '', ...tryArgs] = fileSystemOfItsOwn(tmpdir(), 1, ['true']);
const canMount = spawnSync(tryIt, tryArgs, { stdio: 'ignore' }).status === 0;

test.runIf(canMount)(
  'R12: with a full disk the control plane refuses changes cleanly, nodes serve on, and all goes on once there is room',
  async () => {
    const seen = await play();
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
  180_000,
);
