import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { sha256Hex } from '#core/snapshot/hash.ts';
import type { StandaloneFile } from '#core/snapshot/standalone.ts';
import { apiId, blob, key, plan, route, snapshot, stage } from './testing/fixtures.ts';
import { eventually, type GatewayProcess } from './testing/gateway-process.ts';
import { get, setUp } from './testing/proc-setup.ts';

const setup = setUp();

function file(resource: string): StandaloneFile {
  const served = snapshot([
    route('GET', resource, mockIntegration()),
    route('GET', '/keyed', mockIntegration(), { apiKeyRequired: true }),
  ]);
  return {
    stages: [{ apiId, stageName: 'prod', snapshot: served }],
    plans: [{ id: 'gold', name: 'Gold', apiStages: [{ apiId, stage: 'prod', throttle: {} }] }],
    keys: [
      { id: 'one', name: 'one', secrets: [{ sha256: sha256Hex('value-one'), expiresAtMs: null }], planIds: ['gold'] },
    ],
  };
}

async function write(content: unknown): Promise<string> {
  const path = join(setup.dir, 'served.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function start(path: string, environment: Record<string, string> = {}): Promise<GatewayProcess> {
  const own = { SLUICE_NODE_TOKEN: '', SLUICE_NODE_DIR: join(setup.dir, 'node') };
  return setup.startGateway({ ...own, ...environment }, ['--snapshot', path]);
}

test('a node serves a file without a control plane, and a changed file at once, or not at all when it is wrong', async () => {
  const path = await write(file('/one'));
  const gateway = await start(path);
  expect(await gateway.isReady()).toBe(true);
  expect((await get(gateway, '/one')).status).toBe(200);
  expect((await get(gateway, '/keyed')).status).toBe(403);
  expect((await get(gateway, '/keyed', 'value-one')).status).toBe(200);

  await write(file('/two'));
  await eventually(async () => (await get(gateway, '/two')).status === 200);
  expect((await get(gateway, '/one')).status).toBe(404);

  const bad = file('/three');
  const [stage] = bad.stages;
  for (const [content, reason] of [
    ['{', /It is not JSON: Expected/],
    [{ ...bad, keys: 'none' }, /expected array/],
    [{ ...bad, stages: [{ ...stage, snapshot: { formatVersion: 9 } }] }, /format 9/],
  ] as const) {
    await write(content);
    gateway.signal('SIGHUP');
    const refusals = () => gateway.output.split('\n').filter((line) => line.includes('what was served before stays'));
    await eventually(() => refusals().some((line) => reason.test(line)));
    expect((await get(gateway, '/two')).status).toBe(200);
    expect((await get(gateway, '/keyed', 'value-one')).status).toBe(200);
  }

  await write({ ...file('/four'), keys: [] });
  gateway.signal('SIGHUP');
  await eventually(async () => (await get(gateway, '/four')).status === 200);
  expect((await get(gateway, '/keyed', 'value-one')).status).toBe(403);
  expect(await gateway.end('SIGTERM')).toBe(0);
  expect(setup.control.reports).toEqual([]);
});

test('a snapshot may lie beside the file, named by its hash', async () => {
  const { hash, gzip } = blob(snapshot([route('GET', '/beside', mockIntegration())]));
  await mkdir(join(setup.dir, 'blobs'));
  await writeFile(join(setup.dir, 'blobs', `${hash}.json.gz`), gzip);
  const gateway = await start(await write({ stages: [{ apiId, stageName: 'prod', snapshotHash: hash }] }));
  expect((await get(gateway, '/beside')).status).toBe(200);
});

test('a node believes the addresses of the proxies that its operator trusts, and of nobody else', async () => {
  const condition = { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' }, Bool: { 'aws:SecureTransport': 'true' } };
  const allow = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*', Condition: condition };
  const served = snapshot([route('GET', '/x', mockIntegration())]);
  served.api.policy = JSON.stringify({ Version: '2012-10-17', Statement: [allow] });
  const path = await write({ stages: [{ apiId, stageName: 'prod', snapshot: served }] });
  for (const [trusted, status] of [
    ['127.0.0.0/8', 200],
    ['10.0.0.0/8', 403],
  ] as const) {
    const gateway = await start(path, { SLUICE_TRUSTED_PROXIES: trusted });
    const headers = { 'x-forwarded-for': '198.51.100.4', 'x-forwarded-proto': 'https' };
    expect((await fetch(`${gateway.url}/${apiId}/prod/x`, { headers })).status).toBe(status);
    expect((await fetch(`${gateway.url}/${apiId}/prod/x`)).status).toBe(403);
    await gateway.end('SIGTERM');
  }
});

test('what a connected node keeps on its disk can be served as a file', async () => {
  const { control, dir } = setup;
  control.setPlan('plan1', plan());
  control.setKey('one', key('one', 'value-one'));
  const keyed = route('GET', '/keyed', mockIntegration(), { apiKeyRequired: true });
  control.setStage(stage(control.addBlob(blob(snapshot([keyed])))));
  const connected = await setup.startGateway();
  await connected.ready();
  expect(await connected.end('SIGTERM')).toBe(0);
  const lines = (await readFile(join(dir, 'state.jsonl'), 'utf8')).trim().split('\n').slice(1, -1);
  const records = lines.map((line) => JSON.parse(line) as { kind: string; body: unknown });
  const bodies = (kind: string) => records.filter((record) => record.kind === kind).map(({ body }) => body);
  const path = await write({ stages: bodies('stage'), plans: bodies('plan'), keys: bodies('key') });
  const gateway = await start(path);
  expect((await get(gateway, '/keyed')).status).toBe(403);
  expect((await get(gateway, '/keyed', 'value-one')).status).toBe(200);
});

const otherApi = snapshot([route('GET', '/x', mockIntegration())]);
otherApi.api.id = 'other';

test.each([
  ['is no JSON', '{', /It is not JSON/],
  ['names a stage twice', { stages: [...file('/x').stages, ...file('/x').stages] }, /petstore01\/prod is there twice/],
  ['has an unknown member', { ...file('/x'), stagez: [] }, /stagez/],
  ['has no snapshot', { stages: [{ apiId, stageName: 'prod' }] }, /Give either snapshot or snapshotHash/],
  [
    'names a snapshot that is not there',
    { stages: [{ apiId, stageName: 'prod', snapshotHash: 'a'.repeat(64) }] },
    /blobs/,
  ],
  ['has a snapshot of another API', { stages: [{ ...file('/x').stages[0], apiId: 'other' }] }, /another API/],
  [
    'has a canary of another API',
    { stages: [{ ...file('/x').stages[0], canary: { snapshot: otherApi, percentTraffic: 10 } }] },
    /another API/,
  ],
])('a file that %s ends the node with the reason', async (_, content, reason) => {
  const path = await write(content);
  await expect(start(path)).rejects.toThrow(reason);
});

test('a file that is not there, or an unknown option, ends the node', async () => {
  await expect(start(join(setup.dir, 'nowhere.json'))).rejects.toThrow(/cannot be read: ENOENT/);
  await expect(setup.startGateway({}, ['--snapshoot'])).rejects.toThrow(/Usage: node gateway\/main.ts/);
});
