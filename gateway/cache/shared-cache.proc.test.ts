import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultMethodSetting, type MethodSetting } from '#core/stages/schema.ts';
import { leastOf } from '#tools/testing/least-of.ts';
import { apiId, blob, proxyTo, route, snapshot, stage } from '../testing/fixtures.ts';
import { eventually, type GatewayProcess } from '../testing/gateway-process.ts';
import { setUp } from '../testing/proc-setup.ts';
import { findRedis, RedisServer } from '../testing/redis-server.ts';

const program = findRedis();
if (!program)
  process.stderr.write('The shared cache is not tested: no redis-server (Debian: apt-get install redis-server).\n');
const withRedis = test.runIf(program !== undefined);

const setup = setUp();
let served = 0;
let redis: RedisServer | null = null;
beforeEach(async () => {
  redis = program === undefined ? null : await RedisServer.start(program);
});
afterEach(() => redis?.stop());

const path = `/${apiId}/prod/x`;

async function startNodes(environment: Record<string, string>, count: number, change: Partial<MethodSetting> = {}) {
  const { control, upstream, dir } = setup;
  served = 0;
  upstream.answer = (_, response) => {
    served += 1;
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`answer ${served}`);
  };
  const hash = control.addBlob(blob(snapshot([route('GET', '/{proxy+}', proxyTo(`${upstream.url}/{proxy}`))])));
  const methodSettings = { '*/*': { ...defaultMethodSetting, cachingEnabled: true, ...change } };
  control.setStage(stage(hash, { cacheClusterSize: '0.5', methodSettings }));
  const nodes = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      setup.startGateway({
        SLUICE_NODE_DIR: join(dir, `node-${index}`),
        SLUICE_GATEWAY_MIN_WORKERS: '2',
        ...environment,
      }),
    ),
  );
  await Promise.all(nodes.map((node) => node.ready()));
  return nodes;
}

/** Each worker's cache has its connection to Redis. */
async function areConnected(workers: number): Promise<boolean> {
  const clients = String(await redis?.client.client('LIST'));
  return clients.split('name=sluice-cache ').length - 1 === workers;
}

/** One request on a connection of its own, which any worker of the node may take. */
function get({ port }: GatewayProcess, headers: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ port, path, headers, agent: new Agent() }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
}

test('an entry that was fetched anew is so in all workers of the node', async () => {
  const [node] = await startNodes({}, 1, { requireAuthorizationForCacheControl: false });
  if (!node) throw new Error('One node was started.');
  const many = async () => new Set(await Promise.all(Array.from({ length: 40 }, () => get(node))));
  const before = await many();
  const fresh = await get(node, { 'cache-control': 'max-age=0' });
  expect(before).not.toContain(fresh);
  await expect.poll(async () => [...(await many())].filter((answer) => before.has(answer))).toEqual([]);
});

withRedis(
  'nodes share what one of them fetched; a store that hangs keeps no request, and one that is gone is empty',
  async () => {
    const url = redis?.url ?? '';
    const nodes = await startNodes({ SLUICE_REDIS_URL: url, SLUICE_GATEWAY_MAX_WORKERS: '2' }, 2);
    await eventually(() => areConnected(4));
    let callers = 0;
    // A caller of its own each time: a store that was slow for a moment is as if it were empty.
    await eventually(async () => {
      const headers = { authorization: `Bearer ${(callers += 1)}` };
      await redis?.client.flushall();
      const [answers, before] = [new Set<string>(), served];
      for (let i = 0; i < 10; i += 1) for (const node of nodes) answers.add(await get(node, headers));
      return answers.size === 1 && served === before + 1;
    });
    expect(await redis?.client.keys('sluice:cache:*')).toHaveLength(1);

    redis?.signal('SIGSTOP');
    const most = await leastOf(1_000, async () => {
      const latencies: number[] = [];
      for (let i = 0; i < 20; i += 1) {
        const headers = { authorization: `Bearer ${(callers += 1)}` };
        const startedAtMs = performance.now();
        for (const node of nodes) expect(await get(node, headers)).toMatch(/^answer \d+$/);
        latencies.push(performance.now() - startedAtMs);
      }
      return Math.max(...latencies);
    });
    redis?.signal('SIGCONT');
    process.stdout.write(`Shared cache, store stopped: slowest of 40 requests ${most.toFixed(0)} ms for two\n`);
    expect(most).toBeLessThan(1_000);
  },
);

withRedis('an encrypted entry stays in the node that made it', async () => {
  const environment = { SLUICE_REDIS_URL: redis?.url ?? '', SLUICE_GATEWAY_MAX_WORKERS: '2' };
  const nodes = await startNodes(environment, 1, { cacheDataEncrypted: true });
  await eventually(() => areConnected(2));
  for (const node of nodes) await get(node);
  expect(await redis?.client.keys('sluice:cache:*')).toEqual([]);
});
