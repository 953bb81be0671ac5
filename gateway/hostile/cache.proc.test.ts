import { Agent, request } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { defaultMethodSetting } from '#core/stages/schema.ts';
import { apiId, blob, key, plan, proxyTo, route, snapshot, stage } from '../testing/fixtures.ts';
import { setUp } from '../testing/proc-setup.ts';
import { SeededRandom } from '../testing/hostile/random.ts';

const setup = setUp();
const requests = 10_000;

type Caller = { path: string; stageName: string; headers: Record<string, string>; expected: string };

/** Every mixture of two keys, principals, stages, encodings and paths, each with what only it may be answered. */
function callers(): Caller[] {
  const all: Caller[] = [];
  for (const stageName of ['prod', 'beta'])
    for (const apiKey of ['key-of-alice-123456789', 'key-of-bob-1234567890'])
      for (const authorization of ['', 'Bearer alice', 'Bearer bob'])
        for (const cookie of ['', 'session=1', 'session=2'])
          for (const encoding of ['', 'gzip', 'deflate', 'identity'])
            for (const path of ['/a', '/b']) {
              const headers: Record<string, string> = { 'x-api-key': apiKey };
              if (authorization) headers.authorization = authorization;
              if (cookie) headers.cookie = cookie;
              if (encoding) headers['accept-encoding'] = encoding;
              const expected = [`/${stageName}${path}`, apiKey, authorization, cookie, encoding].join('|');
              all.push({ path, stageName, headers, expected });
            }
  return all;
}

test('X13: callers that differ in key, principal, stage, encoding or path never read each other’s entries', async () => {
  const { control, upstream } = setup;
  let served = 0;
  upstream.answer = (incoming, response) => {
    served += 1;
    const { authorization = '', cookie = '', 'accept-encoding': encoding = '', 'x-api-key': apiKey } = incoming.headers;
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end([incoming.url, apiKey, authorization, cookie, encoding].join('|'));
  };
  const design = snapshot([
    route('GET', '/{proxy+}', proxyTo(`${upstream.url}/\${stageVariables.stage}/{proxy}`), { apiKeyRequired: true }),
  ]);
  const hash = control.addBlob(blob({ ...design, api: { ...design.api, minimumCompressionSize: 0 } }));
  for (const stageName of ['prod', 'beta']) {
    const methodSettings = {
      '*/*': { ...defaultMethodSetting, cachingEnabled: true, cacheDataEncrypted: stageName === 'beta' },
    };
    control.setStage(
      stage(hash, { stageName, variables: { stage: stageName }, cacheClusterSize: '0.5', methodSettings }),
    );
  }
  control.setPlan('plan1', plan({ apiStages: ['prod', 'beta'].map((name) => ({ apiId, stage: name, throttle: {} })) }));
  control.setKey('alice', key('alice', 'key-of-alice-123456789'));
  control.setKey('bob', key('bob', 'key-of-bob-1234567890'));
  const gateway = await setup.startGateway();
  await gateway.ready();

  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const call = ({ path, stageName, headers }: Caller) =>
    new Promise<string>((resolve, reject) => {
      request({ agent, port: gateway.port, path: `/${apiId}/${stageName}${path}`, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          const coding = response.headers['content-encoding'];
          const text = coding === 'gzip' ? gunzipSync(body) : coding === 'deflate' ? inflateSync(body) : body;
          resolve(`${response.statusCode} ${text.toString()} ${coding ?? ''}`);
        });
        response.on('error', reject);
      })
        .on('error', reject)
        .end();
    });
  const all = callers();
  const random = new SeededRandom(13);
  const crossReads: string[] = [];
  let left = requests;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      const caller = random.pick(all);
      const coding = caller.headers['accept-encoding'];
      const expected = `200 ${caller.expected} ${coding === 'gzip' || coding === 'deflate' ? coding : ''}`;
      const got = await call(caller);
      if (got !== expected) crossReads.push(`${got} in place of ${expected}`);
    }
  };
  await Promise.all(Array.from({ length: 32 }, sender));
  agent.destroy();
  process.stdout.write(
    `X13 ${requests} interleaved requests of ${all.length} callers: ${crossReads.length} cross-reads, ${requests - served} answered by the cache\n`,
  );
  expect(crossReads).toEqual([]);
  expect(served).toBeLessThan(requests / 2);
  expect(served).toBeGreaterThanOrEqual(all.length);
});
