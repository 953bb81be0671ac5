import { copyFile, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { apiId, blob, key, plan, proxyTo, route, snapshot, stage } from '../testing/fixtures.ts';
import { eventually, type GatewayProcess } from '../testing/gateway-process.ts';
import { get, setUp } from '../testing/proc-setup.ts';

const setup = setUp();

/** What is on the disk of the node; empty also between the two renames that put a new state in place. */
function keptState(): Promise<string> {
  return readFile(join(setup.dir, 'state.jsonl'), 'utf8').catch(() => '');
}

/** A node that served version 1, then version 2, each with a route that requires a key, and stopped. */
async function nodeWithTwoCopies(): Promise<{ first: string; second: string }> {
  const { control, upstream, dir } = setup;
  const keyed = route('GET', '/keyed', proxyTo(upstream.url), { apiKeyRequired: true });
  const first = control.addBlob(blob(snapshot([keyed, route('GET', '/one', mockIntegration())])));
  const second = control.addBlob(blob(snapshot([keyed, route('GET', '/two', mockIntegration())])));
  control.setPlan('plan1', plan());
  control.setKey('one', key('one', 'value-one'));
  control.setStage(stage(first));
  const gateway = await setup.startGateway();
  await gateway.ready();
  await eventually(async () => (await readdir(dir)).includes('state.jsonl'));
  control.setStage(stage(second, { version: 2 }));
  await eventually(async () => (await readdir(dir)).includes('state.previous.jsonl'));
  await eventually(async () => (await keptState()).includes(second));
  expect(await gateway.end('SIGTERM')).toBe(0);
  await control.stop();
  return { first, second };
}

async function expectServes(gateway: GatewayProcess, version: 'one' | 'two'): Promise<void> {
  await gateway.ready();
  expect((await get(gateway, `/${version}`)).status).toBe(200);
  expect((await get(gateway, version === 'one' ? '/two' : '/one')).status).toBe(404);
  expect((await get(gateway, '/keyed')).status).toBe(403);
  expect((await get(gateway, '/keyed', 'value-one')).status).toBe(200);
}

test('a node starts from its disk while the control plane is down, and catches up when it is back', async () => {
  await nodeWithTwoCopies();
  const gateway = await setup.startGateway();
  await expectServes(gateway, 'two');
  const { control } = setup;
  const hash = control.addBlob(blob(snapshot([route('GET', '/three', mockIntegration())])));
  control.setStage(stage(hash, { version: 3 }));
  await control.start();
  await eventually(async () => (await get(gateway, '/three')).status === 200);
  expect(control.positions.at(-1)).toEqual({ epoch: 'epoch-1', after: 4 });
});

test.each([
  ['cut off', (path: string) => truncate(path, 200)],
  ['empty', (path: string) => truncate(path, 0)],
  ['flipped in one bit', flipBit],
  ['of an old format', oldFormat],
])('a state file that is %s is refused, and the copy before it is served', async (_, damage) => {
  await nodeWithTwoCopies();
  await damage(join(setup.dir, 'state.jsonl'));
  const gateway = await setup.startGateway();
  await expectServes(gateway, 'one');
  expect(gateway.output).toMatch(/state\.jsonl is refused: /);
  await setup.control.start();
  await eventually(async () => (await get(gateway, '/two')).status === 200);
  await eventually(() =>
    setup.control.reports.some(({ warnings }) => warnings.some((warning) => warning.includes('is refused'))),
  );
});

test.each([
  ['cut off', (path: string) => truncate(path, 60)],
  ['empty', (path: string) => truncate(path, 0)],
  ['flipped in one bit', flipBit],
  ['gone', (path: string) => rm(path)],
  ['another snapshot', (path: string, other: string) => copyFile(other, path)],
])('a snapshot that is %s is refused, the copy before it is served, and it is fetched anew', async (_, damage) => {
  const { first, second } = await nodeWithTwoCopies();
  const path = (hash: string) => join(setup.dir, 'blobs', `${hash}.json.gz`);
  await damage(path(second), path(first));
  const gateway = await setup.startGateway();
  await expectServes(gateway, 'one');
  await setup.control.start();
  await eventually(async () => (await get(gateway, '/two')).status === 200);
});

test('a node with nothing sound on disk serves nothing, and says so', async () => {
  await nodeWithTwoCopies();
  for (const name of ['state.jsonl', 'state.previous.jsonl']) await flipBit(join(setup.dir, name));
  const gateway = await setup.startGateway();
  await setTimeout(300);
  expect(await gateway.isReady()).toBe(false);
  expect((await get(gateway, '/keyed')).status).toBe(404);
});

test('blobs that neither copy needs are removed', async () => {
  const { first, second } = await nodeWithTwoCopies();
  await setup.control.start();
  const gateway = await setup.startGateway();
  await gateway.ready();
  const third = setup.control.addBlob(blob(snapshot([route('GET', '/three', mockIntegration())])));
  setup.control.setStage(stage(third, { version: 3 }));
  const kept = async () => (await readdir(join(setup.dir, 'blobs'))).map((name) => name.replace('.json.gz', ''));
  await eventually(async () => (await kept()).includes(third) && !(await kept()).includes(first));
  expect((await kept()).sort()).toEqual([second, third].sort());
});

test('a folder that cannot be written is a reported warning; the node serves on and keeps its state once it can', async () => {
  const { control, dir } = setup;
  const blocked = join(dir, 'node');
  await writeFile(blocked, 'a file where the folder belongs');
  control.setStage(stage(control.addBlob(blob(snapshot([route('GET', '/one', mockIntegration())])))));
  const gateway = await setup.startGateway({ SLUICE_NODE_DIR: blocked });
  await gateway.ready();
  expect((await get(gateway, '/one')).status).toBe(200);
  await eventually(() =>
    control.reports.some(({ warnings }) => warnings.some((warning) => warning.includes('cannot be written'))),
  );
  const { seq } = control.setStage(
    stage(control.addBlob(blob(snapshot([route('GET', '/two', mockIntegration())]))), { version: 2 }),
  );
  await eventually(() => control.reports.some(({ appliedSeq, refused }) => appliedSeq === seq && refused.length === 0));
  expect((await get(gateway, '/two')).status).toBe(200);
  await rm(blocked);
  await mkdir(blocked);
  await eventually(async () => (await readdir(blocked)).includes('state.jsonl'));
  await eventually(() => control.reports.at(-1)?.warnings.length === 0);
});

test('a full disk is a reported warning; what is on it stays whole, and the new state follows when there is room', async () => {
  const { control, dir } = setup;
  const first = control.addBlob(blob(snapshot([route('GET', '/one', mockIntegration())])));
  control.setStage(stage(first));
  const gateway = await setup.startGateway();
  await gateway.ready();
  await eventually(async () => (await keptState()).includes(first));
  const second = blob(snapshot([route('GET', '/two', mockIntegration())]));
  const reported = () => control.reports.some(({ warnings }) => warnings.some((warning) => warning.includes('ENOSPC')));
  // Every write to this device fails as on a disk without room. A failed attempt takes one of them away.
  const fill = async () => {
    for (const path of [`blobs/${second.hash}.json.gz.tmp`, 'state.jsonl.next.tmp'])
      await symlink('/dev/full', join(dir, path)).catch(() => undefined);
    return reported();
  };
  await fill();
  control.setStage(stage(control.addBlob(second), { version: 2 }));
  await eventually(async () => (await get(gateway, '/two')).status === 200);
  await eventually(fill);
  await eventually(async () => (await keptState()).includes(second.hash));
  expect(await readFile(join(dir, 'state.previous.jsonl'), 'utf8')).toContain(first);
  await eventually(() => control.reports.at(-1)?.warnings.length === 0);
});

test('a wrong token is said in words, the node is not ready, and it goes on trying', async () => {
  const { control } = setup;
  control.setStage(stage(control.addBlob(blob(snapshot([route('GET', '/one', mockIntegration())])))));
  const gateway = await setup.startGateway({ SLUICE_NODE_TOKEN: 'wrong' });
  await eventually(() => control.refusedConnections >= 3);
  const ready = await fetch(`http://127.0.0.1:${gateway.adminPort}/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toContain("refuses this node's token (401). Check SLUICE_NODE_TOKEN.");
  expect(gateway.output).toContain('Check SLUICE_NODE_TOKEN');
  expect(gateway.output).not.toContain('wrong"');
  expect((await fetch(`${gateway.url}/${apiId}/prod/one`)).status).toBe(404);
});

test('a setting that is wrong or missing is named, and the process ends', async () => {
  await expect(setup.startGateway({ SLUICE_NODE_TOKEN: '', SLUICE_TELEMETRY_FLUSH_MS: 'soon' })).rejects.toThrow(
    /SLUICE_NODE_TOKEN is not set[^]*SLUICE_TELEMETRY_FLUSH_MS has a wrong value: expected milliseconds/,
  );
});

async function flipBit(path: string): Promise<void> {
  const bytes = await readFile(path);
  const middle = bytes.byteLength >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

async function oldFormat(path: string): Promise<void> {
  const { createHash } = await import('node:crypto');
  const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -2);
  const body = `${[lines[0]?.replace('"version":1', '"version":0'), ...lines.slice(1)].join('\n')}\n`;
  await writeFile(path, `${body}${JSON.stringify({ sha256: createHash('sha256').update(body).digest('hex') })}\n`);
}
