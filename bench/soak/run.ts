import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startGateway, stagePrefix } from '../p1/gateway.ts';
import { load, writeScript } from '../p1/load.ts';
import { startUpstream } from '../p1/nginx.ts';
import { freePort, isInstalled, withProcesses } from '../p1/processes.ts';
import { scenario } from '../p1/scenario.ts';
import { highestOfWindow, slopePerMinute } from './slope.ts';

const barMbPerMinute = 1;
const sampleEveryMs = 5_000;
/** Tables of series and new spaces fill, and the compiler is at work: not judged. */
const warmUpMs = 180_000;
/**
 * V8 collects a whole heap every 100 s at the latest; until then memory rises. What a leak raises is the peaks, so
 * their slope is judged, each the highest of a time that holds a whole cycle.
 */
const cycleMs = 150_000;

type Sample = { atMs: number; rssMb: number; descriptors: number };

/**
 * R12: one node under full load for ten minutes after three to get warm. Its memory must not grow by 1 MB a minute or more,
 * and it must hold as many descriptors at the end as when it was warm. True when both hold, or when wrk or nginx is missing.
 */
export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: { minutes: { type: 'string', default: '10' } } });
  if (!isInstalled('nginx') || !isInstalled('wrk')) {
    console.log('R12 skipped: it needs nginx and wrk. On Debian:\n  apt-get install nginx wrk');
    return true;
  }
  return withProcesses('sluice-soak-', (folder, children) =>
    soak(folder, children, Number(values.minutes) * 60 + warmUpMs / 1000),
  );
}

async function soak(folder: string, children: ChildProcess[], seconds: number): Promise<boolean> {
  const work = scenario();
  const upstreamPort = await freePort();
  children.push(await startUpstream(join(folder, 'upstream'), upstreamPort, null));
  const gateway = await startGateway(join(folder, 'gateway'), `http://127.0.0.1:${upstreamPort}`, work, null);
  children.push(gateway.child);
  const script = await writeScript(folder, stagePrefix, work);
  const pid = gateway.child.pid ?? 0;
  const loading = load(script, gateway.port, seconds, null);
  const samples: Sample[] = [];
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < seconds * 1000 - sampleEveryMs) {
    await setTimeout(sampleEveryMs);
    samples.push({ atMs: performance.now() - startedAtMs, ...(await measure(pid)) });
  }
  const { requests, failed } = await loading;
  await gateway.close();
  const warm = samples.filter(({ atMs }) => atMs >= warmUpMs);
  const memory = warm.map(({ atMs, rssMb }) => [atMs, rssMb] as const);
  const slope = slopePerMinute(highestOfWindow(memory, cycleMs));
  const [lowest, highest] = [Math.min(...memory.map(([, mb]) => mb)), Math.max(...memory.map(([, mb]) => mb))];
  const descriptors = warm.map((sample) => sample.descriptors);
  const spread = Math.max(...descriptors) - Math.min(...descriptors);
  console.log(
    `R12: ${requests.toLocaleString('en')} requests in ${seconds} s, ${failed} failed; memory ${lowest.toFixed(0)} to ` +
      `${highest.toFixed(0)} MB, slope of its peaks ${slope.toFixed(2)} MB/min (bar ${barMbPerMinute}), ` +
      `of all samples ${slopePerMinute(memory).toFixed(2)}; descriptors ${descriptors.at(-1)}, spread ${spread}`,
  );
  const isReached = failed === 0 && slope < barMbPerMinute && spread <= 2;
  console.log(`R12 soak: ${isReached ? 'reached' : 'MISSED'}`);
  return isReached;
}

async function measure(pid: number): Promise<{ rssMb: number; descriptors: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const rssKb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return { rssMb: rssKb / 1024, descriptors: (await readdir(`/proc/${pid}/fd`)).length };
}
