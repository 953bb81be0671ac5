import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../start/build.ts';
import { provideChromium } from './chromium.ts';
import { provideJudges } from './judges.ts';
import { providePostgres } from './postgres.ts';
import { root, runNode } from './program.ts';
import { countsOfCheck, countsOfPlaywright, countsOfVitest, type Counts } from './reports.ts';

const reportsFolder = join(root, 'test-results');

/** The judge of a phase cannot be had on this machine. */
export type Missing = { missing: string };
export type Phase = { name: string; run(): Promise<Counts | Missing> };

const modules = {
  eslint: 'node_modules/eslint/bin/eslint.js',
  next: 'node_modules/next/dist/bin/next',
  playwright: 'node_modules/@playwright/test/cli.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
};

/** An empty place for a runner's report, so that an old one is never counted. */
function reportFile(phase: string): string {
  mkdirSync(reportsFolder, { recursive: true });
  const file = join(reportsFolder, `${phase}.json`);
  rmSync(file, { force: true });
  return file;
}

async function vitest(phase: string, project: string, env: Record<string, string> = {}): Promise<Counts> {
  const file = reportFile(phase);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await runNode(modules.vitest, ['run', '--project', project, ...reporters], { env });
  return countsOfVitest(file, exitCode);
}

async function checkTypes(): Promise<Counts> {
  // Next writes the types of routes and of what a page may import; tsc reads them.
  const generated = await runNode(modules.next, ['typegen'], { env: { NEXT_TELEMETRY_DISABLED: '1' } });
  return countsOfCheck(generated === 0 ? await runNode(modules.tsc, ['--noEmit']) : generated);
}

async function testOnPostgres(): Promise<Counts | Missing> {
  const programs = await providePostgres();
  if (!programs)
    return { missing: 'PostgreSQL: install its server, or set SLUICE_TEST_POSTGRES_BIN to its bin folder' };
  return vitest('db-postgres', 'db', { SLUICE_TEST_STORE: 'postgres', SLUICE_TEST_POSTGRES_BIN: programs });
}

async function testProcesses(): Promise<Counts> {
  const absent = await provideJudges();
  const counts = await vitest('proc', 'proc');
  // Where nobody reads the output, a check that did not run must not look like one that passed.
  return process.env.CI === 'true' ? { ...counts, failed: counts.failed + absent } : counts;
}

async function buildAll(): Promise<Counts> {
  try {
    await build();
    return countsOfCheck(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return countsOfCheck(1);
  }
}

async function endToEnd(): Promise<Counts | Missing> {
  const chromium = await provideChromium();
  if (!chromium) return { missing: 'Chromium: install it, or set SLUICE_CHROMIUM to its program' };
  const file = reportFile('e2e');
  const env = { SLUICE_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  return countsOfPlaywright(file, await runNode(modules.playwright, ['test', '--reporter=list,json'], { env }));
}

/** Every phase of `npm test`, in order: the quick judges first. */
export const phases: Phase[] = [
  { name: 'format', run: async () => countsOfCheck(await runNode(modules.prettier, ['--check', '.'])) },
  { name: 'lint', run: async () => countsOfCheck(await runNode(modules.eslint, ['--max-warnings=0', '.'])) },
  { name: 'types', run: checkTypes },
  { name: 'migrations', run: async () => countsOfCheck(await runNode('tools/new-migration.mjs', ['--check'])) },
  { name: 'unit', run: () => vitest('unit', 'unit') },
  { name: 'db-pglite', run: () => vitest('db-pglite', 'db', { SLUICE_TEST_STORE: 'pglite' }) },
  { name: 'db-postgres', run: testOnPostgres },
  { name: 'proc', run: testProcesses },
  { name: 'build', run: buildAll },
  { name: 'e2e', run: endToEnd },
];
