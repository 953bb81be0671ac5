/**
 * Runs a benchmark by name, such as `node bench/main.ts p1 --rounds 5`, or without a name all of them in turn. Each prints its
 * figures and its bar; the exit code is 0 when every bar is reached.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { generate } from '#tools/start/build.ts';

const benchmarks: Record<string, () => Promise<{ run: (args: string[]) => Promise<boolean> }>> = {
  p1: () => import('./p1/run.ts'),
  table: () => import('./table/run.ts'),
  p2: () => import('./p2/run.ts'),
  p3: () => import('./p3/run.ts'),
  fleet: () => import('./fleet/run.ts'),
  p6: () => import('./p6/run.ts'),
  soak: () => import('./soak/run.ts'),
  fuzz: () => import('./fuzz/run.ts'),
  velocity: () => import('./velocity/run.ts'),
};

async function runOne(name: string, args: string[]): Promise<boolean> {
  const benchmark = benchmarks[name];
  if (!benchmark) {
    console.error(`Usage: node bench/main.ts [${Object.keys(benchmarks).join('|')}]`);
    return false;
  }
  await generate();
  const { run } = await benchmark();
  return run(args);
}

/** Each in a process of its own: a process has one store and one configuration. */
async function runAll(): Promise<boolean> {
  let isReached = true;
  for (const name of Object.keys(benchmarks)) {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), name], { stdio: 'inherit' });
    const [code] = await once(child, 'exit');
    isReached &&= code === 0;
  }
  return isReached;
}

const [name, ...args] = process.argv.slice(2);
process.exit((await (name === undefined ? runAll() : runOne(name, args))) ? 0 : 1);
