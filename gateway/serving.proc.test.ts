import { expect, test } from 'vitest';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import type { ApiSnapshot } from '#core/snapshot/schema.ts';
import { apiId, blob, proxyTo, route, snapshot, stage, workspaceId } from './testing/fixtures.ts';
import { eventually } from './testing/gateway-process.ts';
import { get, setUp } from './testing/proc-setup.ts';
import type { Seen } from './testing/upstream-server.ts';

const setup = setUp();

/** An API that answers with its own version. */
function versioned(version: number): ApiSnapshot {
  const integration: Integration = {
    ...mockIntegration(),
    integrationResponses: [
      {
        statusCode: '200',
        selectionPattern: null,
        responseParameters: { 'method.response.header.X-Version': `'${version}'` },
        responseTemplates: { 'application/json': `{"version":${version}}` },
        contentHandling: null,
      },
    ],
  };
  return snapshot([route('GET', '/version', integration)]);
}

test('a pushed deployment is served, reported and counted', async () => {
  const { control, upstream } = setup;
  const routes = [
    route('GET', '/pets/{petId}', proxyTo(`${upstream.url}/store/{petId}`)),
    route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/rest/{proxy}`)),
  ];
  control.setStage(stage(control.addBlob(blob(snapshot(routes)))));
  const gateway = await setup.startGateway();
  await gateway.ready();
  const response = await fetch(`${gateway.url}/${apiId}/prod/pets/7?full=true`);
  expect(response.status).toBe(200);
  expect(response.headers.get('x-upstream')).toBe('yes');
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(((await response.json()) as Seen).url).toBe('/store/7?full=true');
  const posted = await fetch(`${gateway.url}/${apiId}/prod/a/b%2Fc/`, { method: 'POST', body: 'hello' });
  expect((await posted.json()) as Seen).toMatchObject({ method: 'POST', url: '/rest/a/b%2Fc/', body: 'hello' });

  await eventually(() => control.reports.some(({ appliedSeq, refused }) => appliedSeq === 1 && refused.length === 0));
  await eventually(
    () => control.batches.flatMap(({ series }) => series).reduce((sum, { count }) => sum + count, 0) === 2,
  );
  const metrics = await (await fetch(`http://127.0.0.1:${gateway.adminPort}/metrics`)).text();
  expect(metrics).toContain('\nsluice_requests_total 2\n');
  control.removeStage(`${apiId}/prod`);
  await eventually(async () => (await get(gateway, '/pets/7')).status === 404);
});

test('a canary gets its share of requests, and none when it is promoted', async () => {
  const { control } = setup;
  const [first, second] = [control.addBlob(blob(versioned(1))), control.addBlob(blob(versioned(2)))];
  const pointer = { deploymentId: 'dep2', version: 2, snapshotHash: second };
  control.setStage(
    stage(first, {
      canary: { ...pointer, percentTraffic: 10, stageVariableOverrides: {}, useStageCache: false, stickiness: null },
    }),
  );
  const gateway = await setup.startGateway();
  await gateway.ready();
  let canary = 0;
  await parallel(4_000, 16, async () => {
    if ((await get(gateway, '/version')).text === '{"version":2}') canary += 1;
  });
  // Six standard deviations of a binomial distribution around 10 %: 400 +- 114.
  expect(canary).toBeGreaterThan(286);
  expect(canary).toBeLessThan(514);
  control.setStage(stage(second, { deploymentId: 'dep2', version: 2 }));
  await eventually(async () => (await get(gateway, '/version')).text === '{"version":2}');
  for (let i = 0; i < 100; i += 1) expect((await get(gateway, '/version')).text).toBe('{"version":2}');
});

test('deployments under load lose no request, and every response belongs to one version', async () => {
  const { control } = setup;
  control.setStage(stage(control.addBlob(blob(versioned(1)))));
  const gateway = await setup.startGateway();
  await gateway.ready();
  let isDone = false;
  let requests = 0;
  const seen = new Set<number>();
  const failures: string[] = [];
  const load = parallel(Infinity, 16, async () => {
    if (isDone) return false;
    const response = await fetch(`${gateway.url}/${apiId}/prod/version`);
    const { version } = (await response.json()) as { version: number };
    if (response.status !== 200 || response.headers.get('x-version') !== String(version))
      failures.push(`${response.status} ${version}`);
    seen.add(version);
    requests += 1;
    return true;
  });
  for (let version = 2; version <= 60; version += 1) {
    control.setStage(stage(control.addBlob(blob(versioned(version))), { version }));
    await eventually(() => seen.has(version));
  }
  await eventually(() => requests > 500);
  isDone = true;
  await load;
  expect(failures).toEqual([]);
  expect(seen.size).toBe(60);
});

test('what cannot be run is refused with its reason, and the stage serves on', async () => {
  const { control } = setup;
  control.setStage(stage(control.addBlob(blob(versioned(1)))));
  const gateway = await setup.startGateway();
  await gateway.ready();
  const template = { ...mockIntegration(), requestTemplates: { 'application/json': '#if(' } };
  const cyclic = { A: { $ref: '#/models/B' } };
  const body = { validation: { body: true, requiredParameters: null }, requestModels: { 'application/json': 'A' } };
  const { gzip } = blob(versioned(9));
  const poisoned: [string, RegExp][] = [
    [
      control.addBlob(blob(snapshot([route('GET', '/x', template)]))),
      /GET \/x: Template for application\/json, line 1/,
    ],
    [
      control.addBlob(blob(snapshot([route('POST', '/x', mockIntegration(), body)], { models: cyclic }))),
      /POST \/x: There is no model B/,
    ],
    [
      control.addBlob(
        blob(snapshot([route('GET', '/{a}', mockIntegration()), route('GET', '/{b}', mockIntegration())])),
      ),
      /\/\{b\} is there twice/,
    ],
    [
      control.addBlob(blob(snapshot([route('GET', '/x', mockIntegration(), { authorizationType: 'JWT' })]))),
      /GET \/x: Its authorizer is not there/,
    ],
    [
      control.addBlob(blob({ ...versioned(9), api: { ...versioned(9).api, policy: '{"Statement":[{}]}' } })),
      /resource policy, Statement\/0/,
    ],
    [control.addBlob(blob({ ...versioned(9), formatVersion: 99 })), /format 99/],
    [control.addBlob(blob({ ...versioned(9), routes: [{}] })), /not valid at \/routes\/0/],
    [control.addBlob(blob({ ...versioned(9), api: { ...versioned(9).api, id: 'another' } })), /belongs to another API/],
    [control.addBlob({ hash: 'f'.repeat(64), gzip }), /does not have the hash/],
    [control.addBlob({ hash: 'e'.repeat(64), gzip: Buffer.from('no gzip') }), /cannot be unpacked/],
    ['d'.repeat(64), /answered 404/],
  ];
  for (const [hash, reason] of poisoned) {
    const { seq } = control.setStage(stage(hash, { version: 9 }));
    await eventually(() =>
      control.reports.some(
        ({ appliedSeq, refused }) => appliedSeq >= seq && refused.some((refusal) => refusal.seq === seq),
      ),
    );
    expect(control.reports.at(-1)?.refused.find((refusal) => refusal.seq === seq)?.reason).toMatch(reason);
    expect((await get(gateway, '/version')).text).toBe('{"version":1}');
  }
  const { seq } = control.setStage(stage(control.addBlob(blob(versioned(2))), { version: 2 }));
  await eventually(() => control.reports.some(({ appliedSeq, refused }) => appliedSeq >= seq && refused.length === 0));
  expect((await get(gateway, '/version')).text).toBe('{"version":2}');
});

test('a test call runs a draft through the same phases and brings its trace back', async () => {
  const { control, upstream } = setup;
  const routes = [route('GET', '/pets/{petId}', proxyTo(`${upstream.url}/store/{petId}`), { apiKeyRequired: true })];
  const gateway = await setup.startGateway();
  await gateway.ready();
  const task = {
    workspaceId,
    accountId: '123456789012',
    apiId,
    stageName: 'test',
    stageVariables: {},
    snapshotHash: control.addBlob(blob(snapshot(routes))),
    request: { httpMethod: 'GET', target: '/pets/7?x=1', rawHeaders: ['host', 'test.invalid'], body: null },
  };
  control.sendTest({ ...task, taskId: 't1' });
  control.sendTest({ ...task, taskId: 't2', request: { ...task.request, target: '/cats' } });
  control.sendTest({ ...task, taskId: 't3', snapshotHash: 'a'.repeat(64) });
  await eventually(() => control.testResults.size === 3);
  const result = control.testResults.get('t1');
  expect(result?.status).toBe(200);
  expect(JSON.parse(result?.body ?? '')).toMatchObject({ url: '/store/7?x=1' });
  expect(result?.phases.map(({ phase, outcome }) => [phase, outcome])).toEqual([
    ['match', 'passed'],
    ['choose-variant', 'passed'],
    ['answer-preflight', 'skipped'],
    ['evaluate-policy', 'skipped'],
    ['authorize', 'skipped'],
    ['check-api-key', 'skipped'],
    ['limit', 'skipped'],
    ['validate-request', 'skipped'],
    ['read-cache', 'skipped'],
    ['map-request', 'passed'],
    ['integrate', 'passed'],
    ['map-response', 'skipped'],
    ['store-cache', 'skipped'],
    ['compress', 'skipped'],
    ['respond', 'answered'],
  ]);
  expect(control.testResults.get('t2')).toMatchObject({ status: 404 });
  expect(control.testResults.get('t2')?.phases.find(({ outcome }) => outcome === 'failed')?.summary).toContain('/cats');
  expect(control.testResults.get('t3')?.phases).toMatchObject([{ phase: 'prepare', outcome: 'failed' }]);
});

/** Runs a piece of work `count` times, `width` at a time, until it returns false. */
async function parallel(count: number, width: number, work: () => Promise<boolean | void>): Promise<void> {
  let started = 0;
  const worker = async () => {
    while (started < count) {
      started += 1;
      if ((await work()) === false) return;
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
}
