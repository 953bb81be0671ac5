import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * R1, R2, R5, R8, R9 with the numbers of their bars: the tests of this folder, which `npm test` runs on a sample. True when
 * all hold.
 */
export async function run(): Promise<boolean> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'proc', 'bench/fleet'], {
    cwd: root,
    env: { ...process.env, SLUICE_FULL_RUN: '1' },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}
