import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startGateway, stagePrefix } from './gateway.ts';
import { writeScript } from './load.ts';
import { hasLua, startReference, startUpstream } from './nginx.ts';
import { freePort, isInstalled, withProcesses } from './processes.ts';
import { checkAnswers, costRatio, describe, failures, race, speedRatio } from './race.ts';
import { scenario } from './scenario.ts';

/** Requests per second against the reference's that this version must reach. */
const bar = 0.5;

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
  return withProcesses('sluice-p1-', (folder, children) =>
    measure(folder, children, Number(values.seconds), Number(values.rounds)),
  );
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
  await setTimeout(500);
  const script = await writeScript(folder, stagePrefix, work);
  const sides = [
    { name: 'nginx+lua', port: referencePort, pid: reference.pid ?? 0, script },
    { name: 'sluice', port: gateway.port, pid: gateway.child.pid ?? 0, script },
  ];
  for (const { name, port } of sides) await checkAnswers(name, port, stagePrefix, work);
  console.log(
    `P1: ${work.routes.length} routes, ${work.keys.length} keys, ${rounds} paired rounds of ${seconds} s, 64 connections`,
  );
  const results = await race(sides, rounds, seconds, outside);
  await gateway.close();
  for (const [index, { name }] of sides.entries()) console.log(describe(name, results[index] ?? []));
  const [lua = [], sluice = []] = results;
  const ratio = speedRatio(sluice, lua);
  const isReached = ratio >= bar && failures(results.flat()) === 0;
  console.log(
    `P1 ratio ${ratio.toFixed(2)} of nginx+lua (bar ${bar}), CPU-cost ratio ${costRatio(sluice, lua).toFixed(2)}: ${isReached ? 'reached' : 'MISSED'}`,
  );
  return isReached;
}
