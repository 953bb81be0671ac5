import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startGateway, stagePrefix } from './gateway.ts';
import { cpuUs, load, writeScript, type LoadResult } from './load.ts';
import { hasLua, startReference, startUpstream } from './nginx.ts';
import { freePort, isInstalled } from './processes.ts';
import { scenario, type Scenario } from './scenario.ts';

/** Requests per second against the reference's that this version must reach. */
const bar = 0.3;

type Measure = LoadResult & { cpuUsPerRequest: number };

/**
 * P1: the whole policy pipeline against nginx with Lua doing the same work, side by side, in paired rounds. True when the
 * bar is reached, or when the reference is not installed.
 */
export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { seconds: { type: 'string', default: '5' }, rounds: { type: 'string', default: '5' } },
  });
  const missing = ['nginx', 'wrk'].filter((program) => !isInstalled(program));
  if (missing.length > 0 || !hasLua()) {
    console.log('P1 skipped: it needs nginx with Lua and wrk. On Debian:');
    console.log('  apt-get install nginx libnginx-mod-http-lua lua-resty-core wrk');
    return true;
  }
  const folder = await mkdtemp(join(tmpdir(), 'sluice-p1-'));
  const children: ChildProcess[] = [];
  try {
    return await measure(folder, children, Number(values.seconds), Number(values.rounds));
  } finally {
    for (const child of children) child.kill('SIGTERM');
    for (const child of children) {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, children: ChildProcess[], seconds: number, rounds: number): Promise<boolean> {
  // The system under test has one processor for itself; load and upstream share another.
  const isSplit = availableParallelism() >= 2 && isInstalled('taskset');
  const [underTest, outside] = isSplit ? [0, 1] : [null, null];
  const work = scenario();
  const [upstreamPort, referencePort] = [await freePort(), await freePort()];
  children.push(await startUpstream(join(folder, 'upstream'), upstreamPort, outside));
  const reference = await startReference(
    join(folder, 'reference'),
    referencePort,
    upstreamPort,
    stagePrefix,
    work,
    underTest,
  );
  children.push(reference);
  const gateway = await startGateway(join(folder, 'gateway'), `http://127.0.0.1:${upstreamPort}`, work, underTest);
  children.push(gateway.child);
  const sides = [
    { name: 'nginx+lua', port: referencePort, pid: reference.pid ?? 0 },
    { name: 'sluice', port: gateway.port, pid: gateway.child.pid ?? 0 },
  ];
  await setTimeout(500);
  for (const { name, port } of sides) await checkAnswers(name, port, work);
  const script = await writeScript(folder, stagePrefix, work);
  for (const { port } of sides) await warmUp(script, port, outside);

  console.log(
    `P1: ${work.routes.length} routes, ${work.keys.length} keys, ${rounds} paired rounds of ${seconds} s, 64 connections`,
  );
  const results: Measure[][] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const index of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const side = sides[index];
      if (!side) continue;
      const before = await cpuUs(side.pid);
      const result = await load(script, side.port, seconds, outside);
      results[index]?.push({ ...result, cpuUsPerRequest: ((await cpuUs(side.pid)) - before) / result.requests });
    }
  }
  await gateway.close();
  return summarize(
    sides.map(({ name }) => name),
    results,
  );
}

/** Long enough for the compiler to be done with the hot paths. */
async function warmUp(script: string, port: number, cpu: number | null): Promise<void> {
  let requests = 0;
  for (let attempt = 0; attempt < 10 && requests < 50_000; attempt += 1) {
    requests += (await load(script, port, 2, cpu)).requests;
  }
}

function summarize(names: string[], results: Measure[][]): boolean {
  for (const [index, name] of names.entries()) {
    const rounds = results[index] ?? [];
    const of = (pick: (measure: Measure) => number) => median(rounds.map(pick));
    console.log(
      `${name.padEnd(10)} ${of((m) => m.perSecond).toFixed(0)} requests/s, p50 ${of((m) => m.p50Ms).toFixed(2)} ms, ` +
        `p99 ${of((m) => m.p99Ms).toFixed(2)} ms, ${of((m) => m.cpuUsPerRequest).toFixed(0)} CPU µs/request, ` +
        `${rounds.reduce((sum, m) => sum + m.failed, 0)} failed`,
    );
  }
  const [reference = [], sluice = []] = results;
  const ratio = median(sluice.map((measure, round) => measure.perSecond / (reference[round]?.perSecond ?? Infinity)));
  const cpuRatio = median(
    sluice.map((measure, round) => (reference[round]?.cpuUsPerRequest ?? 0) / measure.cpuUsPerRequest),
  );
  const failed = results.flat().reduce((sum, { failed: count }) => sum + count, 0);
  const isReached = ratio >= bar && failed === 0;
  console.log(
    `P1 ratio ${ratio.toFixed(2)} of nginx+lua (bar ${bar}), CPU-cost ratio ${cpuRatio.toFixed(2)}: ${isReached ? 'reached' : 'MISSED'}`,
  );
  return isReached;
}

/** Both sides must do the work before it is timed: the same statuses for good, absent and wrong keys and unknown paths. */
async function checkAnswers(name: string, port: number, { requests }: Scenario): Promise<void> {
  const [request] = requests;
  const status = async (path: string, headers: Record<string, string>) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await response.arrayBuffer();
    return response.status;
  };
  const path = `${stagePrefix}${request?.path ?? ''}`;
  const statuses = [
    await status(path, { 'x-api-key': request?.key ?? '' }),
    await status(path, {}),
    await status(path, { 'x-api-key': 'wrong' }),
    await status(`${stagePrefix}/nowhere`, { 'x-api-key': request?.key ?? '' }),
  ];
  if (statuses.join() !== '200,403,403,404')
    throw new Error(`${name} answers ${statuses.join()} where 200,403,403,404 is right.`);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
