import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { leastOf } from '#tools/testing/least-of.ts';
import { blob, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { prepareSnapshot } from './prepare.ts';
import { verifySnapshot } from './verify.ts';

test('a snapshot of 1,500 routes is prepared without holding requests up for long', async () => {
  const models: Record<string, unknown> = {};
  const routes = Array.from({ length: 1_500 }, (_, i) => {
    models[`Model${i}`] = {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', pattern: '^[a-z]{1,20}$' },
        next: { $ref: `#/models/Model${(i + 1) % 1_500}` },
      },
    };
    const integration = i % 2 === 0 ? mockIntegration() : proxyTo(`http://up.example/${i}/{id}`);
    const validation = { body: i % 100 === 0, requiredParameters: null };
    return route('POST', `/r${i}/{id}`, integration, {
      validation,
      requestModels: { 'application/json': `Model${i}` },
    });
  });
  for (let i = 0; i < 1_500; i += 1)
    Object.assign(models[`Model${i}`] as object, i % 10 === 9 ? { properties: {} } : {});
  const { hash, gzip } = blob(snapshot(routes, { models }));
  const heldMs = await leastOf(400, async () => {
    let longestMs = 0;
    let isDone = false;
    const watch = (async () => {
      let lastMs = performance.now();
      while (!isDone) {
        await setImmediate();
        longestMs = Math.max(longestMs, performance.now() - lastMs);
        lastMs = performance.now();
      }
    })();
    const prepared = await prepareSnapshot(await verifySnapshot(gzip, hash), hash);
    isDone = true;
    await watch;
    expect(prepared.routes).toHaveLength(1_500);
    expect(prepared.router.find('/r77/x', 0)?.value.path).toBe('/r77/{id}');
    return longestMs;
  });
  expect(heldMs).toBeLessThan(400);
});

test('one route that does not compile refuses the whole snapshot and is named', async () => {
  const good = route('GET', '/good', mockIntegration());
  const poisoned: [Parameters<typeof route>[2], RegExp][] = [
    [
      { ...mockIntegration(), requestTemplates: { 'application/json': '#foreach(' } },
      /GET \/bad: Template for application\/json/,
    ],
    [
      { ...proxyTo('http://x/'), requestParameters: { 'integration.request.header.X': 'nonsense' } },
      /Parameter mapping/,
    ],
    [
      { ...proxyTo('http://x/'), requestParameters: { 'integration.request.header.Content-Length': "'5'" } },
      /Parameter mapping/,
    ],
    [{ ...proxyTo(''), uri: null }, /needs a URI/],
    [
      {
        ...mockIntegration(),
        integrationResponses: [
          {
            statusCode: '200',
            selectionPattern: '(?=x)',
            responseParameters: {},
            responseTemplates: {},
            contentHandling: null,
          },
        ],
      },
      /regular expression/,
    ],
  ];
  for (const [integration, reason] of poisoned) {
    const design = snapshot([good, route('GET', '/bad', integration)]);
    await expect(prepareSnapshot(design, 'h')).rejects.toThrow(reason);
  }
});

test('a blob is what its hash says, of this format, and bounded', async () => {
  const { hash, gzip } = blob(snapshot([]));
  expect((await verifySnapshot(gzip, hash)).routes).toEqual([]);
  await expect(verifySnapshot(gzip, 'f'.repeat(64))).rejects.toThrow('does not have the hash');
  await expect(verifySnapshot(gzip.subarray(0, 40), hash)).rejects.toThrow('cannot be unpacked');
  const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024), { level: 1 });
  expect(bomb.byteLength).toBeLessThan(1_000_000);
  await expect(verifySnapshot(bomb, hash)).rejects.toThrow('larger than');
  for (const value of [null, 7, [], { formatVersion: 0 }]) {
    const wrong = blob(value);
    await expect(verifySnapshot(wrong.gzip, wrong.hash)).rejects.toThrow('format');
  }
});
