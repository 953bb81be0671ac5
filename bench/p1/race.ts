import { setTimeout } from 'node:timers/promises';
import { cpuUs, load, type LoadResult } from './load.ts';
import type { Scenario } from './scenario.ts';

export type Measure = LoadResult & { cpuUsPerRequest: number };

/** One server under test; `script` is wrk's. */
export type Side = { name: string; port: number; pid: number; script: string };

/**
 * Loads each side in turn for `seconds`, `rounds` times, in an order that alternates. Measures by side, then round.
 * @param cpu the processor for the load; null for any
 * @param pauseMs after each load, for what a side has left to do: it counts as its processor time, and not beside the next
 */
export async function race(
  sides: readonly Side[],
  rounds: number,
  seconds: number,
  cpu: number | null,
  pauseMs = 200,
): Promise<Measure[][]> {
  for (const { script, port } of sides) await warmUp(script, port, cpu);
  await setTimeout(pauseMs);
  const results: Measure[][] = sides.map(() => []);
  const order = [...sides.keys()];
  for (let round = 0; round < rounds; round += 1) {
    for (const index of round % 2 === 0 ? order : order.toReversed()) {
      const side = sides[index];
      if (!side) continue;
      const before = await cpuUs(side.pid);
      const result = await load(side.script, side.port, seconds, cpu);
      await setTimeout(pauseMs);
      results[index]?.push({ ...result, cpuUsPerRequest: ((await cpuUs(side.pid)) - before) / result.requests });
    }
  }
  return results;
}

/** Long enough for the compiler to be done with the hot paths. */
async function warmUp(script: string, port: number, cpu: number | null): Promise<void> {
  let requests = 0;
  for (let attempt = 0; attempt < 10 && requests < 50_000; attempt += 1) {
    requests += (await load(script, port, 2, cpu)).requests;
  }
}

/** One line of medians. */
export function describe(name: string, rounds: readonly Measure[]): string {
  const of = (pick: (measure: Measure) => number) => median(rounds.map(pick));
  return (
    `${name.padEnd(20)} ${of((m) => m.perSecond).toFixed(0)} requests/s, p50 ${of((m) => m.p50Ms).toFixed(2)} ms, ` +
    `p99 ${of((m) => m.p99Ms).toFixed(2)} ms, ${of((m) => m.cpuUsPerRequest).toFixed(0)} CPU µs/request, ` +
    `${failures(rounds)} failed`
  );
}

export function failures(rounds: readonly Measure[]): number {
  return rounds.reduce((sum, { failed }) => sum + failed, 0);
}

/** The median over rounds of a side's requests per second by the reference's in the same round. */
export function speedRatio(rounds: readonly Measure[], reference: readonly Measure[]): number {
  return median(rounds.map((measure, round) => measure.perSecond / (reference[round]?.perSecond ?? Infinity)));
}

/** The same of processor time: above 1 is cheaper than the reference. */
export function costRatio(rounds: readonly Measure[], reference: readonly Measure[]): number {
  return median(rounds.map((measure, round) => (reference[round]?.cpuUsPerRequest ?? 0) / measure.cpuUsPerRequest));
}

/** A side must do the work before it is timed: the right statuses for good, absent and wrong keys and unknown paths. */
export async function checkAnswers(
  name: string,
  port: number,
  prefix: string,
  { requests }: Scenario,
  keyOf: (value: string) => string = (value) => value,
  expected = '200,403,403,404',
): Promise<void> {
  const [request] = requests;
  const status = async (path: string, headers: Record<string, string>) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await response.arrayBuffer();
    return response.status;
  };
  const path = `${prefix}${request?.path ?? ''}`;
  const key = keyOf(request?.key ?? '');
  const statuses = [
    await status(path, { 'x-api-key': key }),
    await status(path, {}),
    await status(path, { 'x-api-key': 'wrong' }),
    await status(`${prefix}/nowhere`, { 'x-api-key': key }),
  ];
  if (statuses.join() !== expected) throw new Error(`${name} answers ${statuses.join()} where ${expected} is right.`);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
