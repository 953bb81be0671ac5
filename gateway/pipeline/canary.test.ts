import { afterAll, beforeAll, expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import type { StageState } from '#core/snapshot/revision.ts';
import { route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';

let gateway: Harness;
beforeAll(async () => {
  gateway = await Harness.start();
});
afterAll(() => gateway.stop());

/** A design whose answers say which version they are of. */
const version = (name: string) => {
  const response = { statusCode: '200', selectionPattern: null, responseParameters: {}, contentHandling: null };
  const integration = {
    ...mockIntegration(),
    integrationResponses: [{ ...response, responseTemplates: { 'application/json': name } }],
  };
  return snapshot([route('GET', '/', integration)]);
};

const canary = (change: Partial<NonNullable<StageState['canary']>>): Partial<StageState> => ({
  canary: {
    ...{ deploymentId: 'dep2', version: 2, snapshotHash: 'b'.repeat(64), percentTraffic: 10 },
    ...{ stageVariableOverrides: {}, useStageCache: false, stickiness: null },
    ...change,
  },
});

async function calls(
  count: number,
  headersOf: (i: number) => string[] = () => [],
  answers: string[] = [],
): Promise<string[]> {
  gateway.randoms.splice(0);
  for (let i = 0; i < count; i += 1) gateway.randoms.push(Math.random());
  const one = async (from: number) => {
    for (let i = from; i < count; i += 16) {
      answers[i] = (await gateway.call('GET', '/', { headers: headersOf(i), keepAlive: true })).text;
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, from) => one(from)));
  return answers;
}

const shareOf = (answers: string[]) => answers.filter((text) => text === 'canary').length / answers.length;

test('R10: a canary of 10 % gets 10 % of 20,000 requests, to 1 %', { timeout: 120_000 }, async () => {
  await gateway.deploy(version('stable'), canary({}), version('canary'));
  const share = shareOf(await calls(20_000));
  process.stdout.write(`R10 canary of 10 % over 20,000 requests: ${(share * 100).toFixed(2)} %\n`);
  expect(Math.abs(share - 0.1)).toBeLessThan(0.01);
});

test.each([
  ['HEADER' as const, { by: 'HEADER' as const, header: 'X-User' }, (i: number) => ['x-user', `user-${i % 500}`]],
  ['API_KEY' as const, { by: 'API_KEY' as const }, (i: number) => ['x-api-key', `key-${i % 500}`]],
])('callers told apart by %s stay on their side', async (_, stickiness, headersOf) => {
  await gateway.deploy(version('stable'), canary({ percentTraffic: 30, stickiness }), version('canary'));
  const answers = await calls(1_500, headersOf);
  for (let i = 500; i < 1_500; i += 1) expect(answers[i]).toBe(answers[i % 500]);
  expect(Math.abs(shareOf(answers) - 0.3)).toBeLessThan(0.08);
  await gateway.deploy(version('stable'), canary({ percentTraffic: 60, stickiness }), version('canary'));
  const more = await calls(500, headersOf);
  for (const [i, text] of more.entries()) if (answers[i] === 'canary') expect(text).toBe('canary');
});

test('one address is one caller; callers without the value are at random', async () => {
  await gateway.deploy(
    version('stable'),
    canary({ percentTraffic: 50, stickiness: { by: 'SOURCE_IP' } }),
    version('canary'),
  );
  expect(new Set(await calls(50)).size).toBe(1);
  const stickiness = { by: 'HEADER' as const, header: 'x-user' };
  await gateway.deploy(version('stable'), canary({ percentTraffic: 50, stickiness }), version('canary'));
  expect(Math.abs(shareOf(await calls(1_000)) - 0.5)).toBeLessThan(0.1);
});

test('promotion is atomic: after it no request meets the old version, and none fails', async () => {
  await gateway.deploy(version('stable'), canary({ percentTraffic: 50 }), version('canary'));
  const answers: string[] = [];
  const before = calls(2_000, undefined, answers);
  await expect.poll(() => answers, { interval: 1 }).toContain('stable');
  await gateway.deploy(version('canary'), { deploymentId: 'dep2', version: 2, snapshotHash: 'b'.repeat(64) });
  expect(new Set(await calls(500))).toEqual(new Set(['canary']));
  expect(new Set(await before)).toEqual(new Set(['stable', 'canary']));
});
