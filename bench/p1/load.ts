import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Scenario } from './scenario.ts';

export type LoadResult = { requests: number; perSecond: number; p50Ms: number; p99Ms: number; failed: number };

const run = promisify(execFile);

/** The wrk script that sends the scenario's requests in turn. */
export async function writeScript(
  folder: string,
  prefix: string,
  { requests }: Scenario,
  name = 'requests.lua',
): Promise<string> {
  const path = join(folder, name);
  const list = requests.map((request) => `  { "${prefix}${request.path}", "${request.key}" },`).join('\n');
  await writeFile(
    path,
    `local list = {
${list}
}
local formatted, at = {}, 0
function init()
  for i, request in ipairs(list) do
    formatted[i] = wrk.format('GET', request[1], { ['x-api-key'] = request[2], ['accept'] = 'application/json' })
  end
end
function request()
  at = at % #formatted + 1
  return formatted[at]
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('RESULT %d %d %d %d %d\\n', summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
`,
  );
  return path;
}

/** 64 keep-alive connections for some seconds, on one processor when a number is given. */
export async function load(script: string, port: number, seconds: number, cpu: number | null): Promise<LoadResult> {
  const wrk = ['wrk', '-t1', '-c64', `-d${seconds}s`, '-s', script, `http://127.0.0.1:${port}`];
  const [program = 'wrk', ...args] = cpu === null ? wrk : ['taskset', '-c', String(cpu), ...wrk];
  const { stdout } = await run(program, args, { maxBuffer: 16 * 1024 * 1024 });
  const numbers = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(stdout)?.slice(1).map(Number);
  if (!numbers) throw new Error(`wrk said something else:\n${stdout}`);
  const [requests = 0, durationUs = 1, failed = 0, p50Us = 0, p99Us = 0] = numbers;
  return { requests, perSecond: (requests / durationUs) * 1e6, p50Ms: p50Us / 1000, p99Ms: p99Us / 1000, failed };
}

/** Processor time that a process has used, all threads, in microseconds. Linux counts it in ticks of 10 ms. */
export async function cpuUs(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}
