import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

type Step = { title: string; sources: string[]; stamp: string; command: string[]; env: Record<string, string> };

const GENERATE: Step = {
  title: 'Generating the database client',
  sources: ['prisma/schema/*.prisma', 'package-lock.json'],
  stamp: 'prisma/generated/.sources',
  command: ['node_modules/prisma/build/index.js', 'generate'],
  // The client needs no schema engine; without this the command insists on downloading one.
  env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' },
};

const BUILD: Step = {
  title: 'Building the console (about a minute)',
  sources: [
    ...['app', 'components', 'core', 'server'].map((folder) => `${folder}/**/*.{ts,tsx,css}`),
    'public/**/*',
    'prisma/schema/*.prisma',
    '*.{ts,mjs}',
    'package-lock.json',
    'tsconfig.json',
  ],
  stamp: '.next/.sources',
  command: ['node_modules/next/dist/bin/next', 'build'],
  env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
};

/** Tests, and next-env.d.ts, which the build writes itself: with it the second start would build again. */
const NOT_BUILT = /\.(test\.tsx?|d\.ts)$/;

function hashOf(sources: string[]): string {
  const hash = createHash('sha256');
  const files = globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.toSorted()) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

async function run({ title, command, env }: Step): Promise<void> {
  console.log(`${title}...`);
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${output}\n${title} failed`);
}

async function bringUpToDate(step: Step): Promise<void> {
  const stamp = join(root, step.stamp);
  const hash = hashOf(step.sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await run(step);
  writeFileSync(stamp, hash);
}

/** Generates the database client unless it is up to date. Throws with the generator's output when it fails. */
export function generate(): Promise<void> {
  return bringUpToDate(GENERATE);
}

/** Builds the console, and the database client before it, unless they are up to date. Throws with the failure's output. */
export async function build(): Promise<void> {
  await generate();
  await bringUpToDate(BUILD);
}
