import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startGateway, stagePrefix } from '../p1/gateway.ts';
import { writeScript } from '../p1/load.ts';
import { hasLua, startPlainNginx, startReference, startUpstream } from '../p1/nginx.ts';
import { freePort, isInstalled, pinned, withProcesses } from '../p1/processes.ts';
import { checkAnswers, costRatio, describe, race, speedRatio, type Side } from '../p1/race.ts';
import { scenario, type Scenario } from '../p1/scenario.ts';
import { expressKey, startExpressGateway } from './express-gateway.ts';
import { startHaproxy } from './haproxy.ts';

/** A server of the table, once it runs; the statuses that it must give for good, absent and wrong keys and unknown paths. */
type Entry = { name: string; child: ChildProcess; port: number; expected?: string; keyOf?: (value: string) => string };

/**
 * The servers of P1 and those that people compare with, one after the other in each round, on one processor each. True
 * always: it prints, and P1 judges.
 */
export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { seconds: { type: 'string', default: '5' }, rounds: { type: 'string', default: '5' } },
  });
  if (!isInstalled('nginx') || !isInstalled('wrk') || !hasLua()) {
    console.log('The table is skipped: it needs nginx with Lua and wrk. On Debian:');
    console.log('  apt-get install nginx libnginx-mod-http-lua lua-resty-core wrk haproxy');
    return true;
  }
  await withProcesses('sluice-table-', (folder, children) =>
    compare(folder, children, Number(values.seconds), Number(values.rounds)),
  );
  return true;
}

async function compare(folder: string, children: ChildProcess[], seconds: number, rounds: number): Promise<void> {
  const isSplit = availableParallelism() >= 2 && isInstalled('taskset');
  const [underTest, outside] = isSplit ? [0, 1] : [null, null];
  const work = scenario();
  const upstreamPort = await freePort();
  children.push(await startUpstream(join(folder, 'upstream'), upstreamPort, outside));
  const gateway = await startGateway(join(folder, 'gateway'), `http://127.0.0.1:${upstreamPort}`, work, underTest);
  children.push(gateway.child);
  const entries: Entry[] = [{ name: 'sluice', ...gateway }];
  for await (const entry of others(folder, upstreamPort, work, underTest)) {
    children.push(entry.child);
    entries.push(entry);
  }
  await setTimeout(500);
  const sides: Side[] = [];
  for (const { name, child, port, expected, keyOf } of entries) {
    await checkAnswers(name, port, stagePrefix, work, keyOf, expected);
    const requests = work.requests.map(({ path, key }) => ({ path, key: keyOf ? keyOf(key) : key }));
    const script = await writeScript(folder, stagePrefix, { ...work, requests }, `${name.replaceAll(/\W/g, '-')}.lua`);
    sides.push({ name, port, pid: child.pid ?? 0, script });
  }
  console.log(`${rounds} rounds of ${seconds} s each, 64 connections, one processor for the server`);
  const results = await race(sides, rounds, seconds, outside);
  await gateway.close();
  const reference = results[sides.findIndex(({ name }) => name === 'nginx+lua')] ?? [];
  for (const [index, { name }] of sides.entries()) {
    const measures = results[index] ?? [];
    const ratios = `ratio ${speedRatio(measures, reference).toFixed(2)}, by cost ${costRatio(measures, reference).toFixed(2)}`;
    console.log(`${describe(name, measures)}, ${ratios}`);
  }
}

async function* others(
  folder: string,
  upstreamPort: number,
  work: Scenario,
  cpu: number | null,
): AsyncGenerator<Entry> {
  const lua = await freePort();
  const luaFolder = join(folder, 'lua');
  yield {
    name: 'nginx+lua',
    port: lua,
    child: await startReference(luaFolder, lua, upstreamPort, stagePrefix, work, cpu),
  };
  const open = '200,200,200,200';
  const plain = await freePort();
  const plainChild = await startPlainNginx(join(folder, 'plain'), plain, upstreamPort, cpu);
  yield { name: 'nginx, no policy', port: plain, child: plainChild, expected: open };
  const node = await freePort();
  const program = fileURLToPath(new URL('./node-http-proxy.ts', import.meta.url));
  const nodeChild = pinned(cpu, process.execPath, [program, String(node), String(upstreamPort)]);
  yield { name: 'node:http, no policy', port: node, child: nodeChild, expected: open };
  if (isInstalled('haproxy')) {
    const port = await freePort();
    yield {
      name: 'haproxy, maps',
      port,
      child: await startHaproxy(join(folder, 'haproxy'), port, upstreamPort, work, cpu),
    };
  } else console.log('haproxy is left out: apt-get install haproxy');
  const port = await freePort();
  const express = await startExpressGateway(join(folder, 'express-gateway'), port, upstreamPort, work, cpu);
  if (express) yield { name: 'express-gateway', port, child: express, keyOf: expressKey, expected: '200,401,401,404' };
  else console.log('express-gateway is left out: npm could not install it');
}
