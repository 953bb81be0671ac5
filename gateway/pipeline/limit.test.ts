import { expect, onTestFinished, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import type { ThrottleGate } from '../limits/throttle-gate.ts';
import { key, plan, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';

test('a request that waits for one throttle and is refused by another gives back what it waited for', async () => {
  const gateway = await Harness.start();
  onTestFinished(() => gateway.stop());
  const ofPlan = { rateLimit: 7, burstLimit: 7 };
  const given: number[] = [];
  const taken: number[] = [];
  const buckets: ThrottleGate = {
    bucket: () => 0,
    async take(bucket, { rateLimit }) {
      if (rateLimit === ofPlan.rateLimit) taken.push(bucket);
      return rateLimit === ofPlan.rateLimit;
    },
    giveBack: (bucket) => void given.push(bucket),
  };
  const refusing: ThrottleGate = {
    ...buckets,
    take: (bucket, throttle, nowMs) =>
      throttle.rateLimit === ofPlan.rateLimit ? buckets.take(bucket, throttle, nowMs) : false,
  };
  await gateway.deploy(snapshot([route('GET', '/x', mockIntegration(), { apiKeyRequired: true })]));
  gateway.setPlan(plan({ throttle: ofPlan }));
  gateway.setKey(key('one', 'value-one'));
  for (const gate of [buckets, refusing]) {
    Object.assign(gateway.services, { buckets: gate });
    expect((await gateway.call('GET', '/x', { headers: ['x-api-key', 'value-one'] })).status).toBe(429);
    expect([taken.splice(0).length, given.splice(0).length]).toEqual([1, 1]);
  }
  expect(gateway.cause()).toMatch(/the whole workspace/);
});
