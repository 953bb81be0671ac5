import { execFileSync, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startGateway, stagePrefix, type BenchGateway } from '../p1/gateway.ts';
import { writeScript } from '../p1/load.ts';
import { startUpstream } from '../p1/nginx.ts';
import { freePort, isInstalled, withProcesses } from '../p1/processes.ts';
import { costRatio, describe, failures, race, speedRatio } from '../p1/race.ts';
import { scenario } from '../p1/scenario.ts';

/** The least share of the requests per second without telemetry that must be left with it. */
const bar = 0.95;

/** Longer than the interval at which a node sends telemetry: the last of one side is sent before the other's turn. */
const pauseMs = 2_500;

/** P6: the work of P1 with telemetry and without, side by side. True when telemetry costs no more than its bar. */
export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { seconds: { type: 'string', default: '8' }, rounds: { type: 'string', default: '9' } },
  });
  if (!isInstalled('nginx') || !isInstalled('wrk')) {
    console.log('P6 skipped: it needs nginx and wrk. On Debian:\n  apt-get install nginx wrk');
    return true;
  }
  return withProcesses('sluice-p6-', (folder, children) =>
    compare(folder, children, Number(values.seconds), Number(values.rounds)),
  );
}

async function compare(folder: string, children: ChildProcess[], seconds: number, rounds: number): Promise<boolean> {
  const isSplit = availableParallelism() >= 2 && isInstalled('taskset');
  const [underTest, outside] = isSplit ? [0, 1] : [null, null];
  // This process is the control plane that takes the telemetry: its work is not the node's.
  if (outside !== null) execFileSync('taskset', ['-a', '-p', '-c', String(outside), String(process.pid)]);
  const work = scenario();
  const upstreamPort = await freePort();
  children.push(await startUpstream(join(folder, 'upstream'), upstreamPort, outside));
  const gateways: BenchGateway[] = [];
  for (const telemetry of ['true', 'false']) {
    const upstream = `http://127.0.0.1:${upstreamPort}`;
    const environment = { SLUICE_TELEMETRY: telemetry };
    const gateway = await startGateway(join(folder, telemetry), upstream, work, underTest, environment);
    children.push(gateway.child);
    gateways.push(gateway);
  }
  const script = await writeScript(folder, stagePrefix, work);
  const sides = gateways.map(({ port, child }, index) => ({
    name: index === 0 ? 'with telemetry' : 'without',
    port,
    pid: child.pid ?? 0,
    script,
  }));
  const results = await race(sides, rounds, seconds, outside, pauseMs);
  for (const gateway of gateways) await gateway.close();
  for (const [index, { name }] of sides.entries()) console.log(describe(name, results[index] ?? []));
  const [on = [], off = []] = results;
  const [lost, added] = [1 - speedRatio(on, off), costRatio(off, on) - 1];
  const ofRounds = on.map(({ perSecond }, round) => percent(1 - perSecond / (off[round]?.perSecond ?? NaN)));
  console.log(`round by round: ${ofRounds.join(', ')}`);
  console.log(`telemetry takes ${percent(added)} more processor time per request, the median of ${rounds} pairs`);
  const isReached = 1 - lost >= bar && failures(results.flat()) === 0;
  console.log(
    `P6 ${percent(lost)} of the requests per second is the cost of telemetry, the median of ${rounds} pairs (bar 5 %): ${isReached ? 'reached' : 'MISSED'}`,
  );
  return isReached;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
