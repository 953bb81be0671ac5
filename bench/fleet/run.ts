import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { providePostgres } from '#tools/test/postgres.ts';

const root = join(import.meta.dirname, '../..');

/**
 * R1, R2, R5 to R9 with the numbers of their bars: the tests of this folder and of limits that nodes share, which `npm test` runs on
 * a sample. `--store postgres` runs them on a PostgreSQL server in place of the embedded store; `--only` those whose files are
 * named so. True when all hold.
 */
export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { store: { type: 'string', default: 'embedded' }, only: { type: 'string', multiple: true } },
  });
  const env: NodeJS.ProcessEnv = { ...process.env, SLUICE_FULL_RUN: '1', SLUICE_FLEET_STORE: values.store };
  if (values.store === 'postgres') {
    const programs = await providePostgres();
    if (!programs) throw new Error('This needs PostgreSQL: install its server, or set SLUICE_TEST_POSTGRES_BIN.');
    env.SLUICE_TEST_POSTGRES_BIN = programs;
  }
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const files = values.only?.map((name) => `bench/fleet/${name}`) ?? ['bench/fleet', 'gateway/limits/fleet'];
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'proc', ...files], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}
