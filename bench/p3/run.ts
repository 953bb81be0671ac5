import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDatabase } from '#prisma/seed/open-database.ts';
import { seedLarge } from '#prisma/seed/large.ts';
import { seedOwner } from '#prisma/seed/seed-owner.ts';
import { findPostgres, startPostgres } from '#tools/testing/postgres-server.ts';
import { describeMs, judge, quantile } from '../timings.ts';
import { fillRollups } from './fill-rollups.ts';
import { dashboardReads, pageReads, type Read } from './page-reads.ts';

const pageBarMs = 100;
const dashboardBarMs = 300;

/**
 * P3: how long the server takes for the data of each page of the console, with 1,000 APIs, 50,000 methods and 10,000 keys,
 * and of dashboards over 30 days of 10,000,000 rollup rows, on a real PostgreSQL. True when every bar is reached, or
 * when PostgreSQL is not installed.
 */
export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      apis: { type: 'string', default: '1000' },
      keys: { type: 'string', default: '10000' },
      rollups: { type: 'string', default: '10000000' },
      runs: { type: 'string', default: '40' },
    },
  });
  if (!findPostgres()) {
    console.log('P3 skipped: it needs the PostgreSQL server. On Debian:\n  apt-get install postgresql');
    return true;
  }
  const folder = await mkdtemp(join(tmpdir(), 'sluice-p3-'));
  const postgres = await startPostgres();
  Object.assign(process.env, {
    DATABASE_URL: postgres.url('postgres'),
    SLUICE_DATA_DIR: folder,
    SLUICE_LOG_LEVEL: 'warn',
  });
  const close = await openDatabase();
  const sql = new pg.Client(postgres.url('postgres'));
  await sql.connect();
  try {
    const { actor } = await seedOwner();
    const size = { apis: Number(values.apis), keys: Number(values.keys) };
    const notes = await seedLarge(actor, (step) => console.log(`  ${step}`), size);
    console.log(`P3: ${notes.join(', ')}`);
    await sql.query('VACUUM ANALYZE');
    const runs = Number(values.runs);
    const pages = await measure(await pageReads(actor), runs, pageBarMs);
    const rows = await fillRollups(sql, actor.workspaceId, Number(values.rollups));
    console.log(`P3 dashboards: ${rows.toLocaleString('en')} rollup rows`);
    const dashboards = await measure(await dashboardReads(actor), runs, dashboardBarMs);
    const isPagesReached = judge(`P3 slowest page, p95`, pages, pageBarMs);
    return judge(`P3 slowest dashboard of 30 days, p95`, dashboards, dashboardBarMs) && isPagesReached;
  } finally {
    await sql.end();
    await close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Times each read and prints it, those above the bar marked; the largest p95 in ms. */
async function measure(reads: Read[], runs: number, barMs: number): Promise<number> {
  let worst = 0;
  for (const { name, execute } of reads) {
    const timesMs: number[] = [];
    await execute(0);
    for (let round = 1; round <= runs; round += 1) {
      const startedAt = performance.now();
      await execute(round);
      timesMs.push(performance.now() - startedAt);
    }
    const p95 = quantile(timesMs, 0.95);
    worst = Math.max(worst, p95);
    console.log(`  ${name.padEnd(38)} ${describeMs(timesMs)}${p95 > barMs ? '   above the bar' : ''}`);
  }
  return worst;
}
