import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../testing/gateway-process.ts';
import { findRedis, RedisServer } from '../testing/redis-server.ts';
import { RedisTier } from './redis-tier.ts';

const program = findRedis();

test.runIf(program !== undefined)(
  'a store that hangs for long does not make what is to be stored pile up, and is used again when it goes on',
  async () => {
    const redis = await RedisServer.start(program ?? '');
    const tier = new RedisTier(redis.url);
    onTestFinished(async () => {
      tier.close();
      await redis.stop();
    });
    const isKept = async (key: string) => {
      tier.set(key, Buffer.from('kept'), 60_000);
      return (await tier.get(key)) !== null;
    };
    await eventually(() => isKept('before'));
    redis.signal('SIGSTOP');
    await eventually(async () => {
      tier.set('large', Buffer.alloc(1024 * 1024), 60_000);
      expect(await tier.get('large')).toBe(null);
      return tier['redis'].status !== 'ready';
    }, 30_000);
    redis.signal('SIGCONT');
    await eventually(() => isKept('after'), 30_000);
  },
  90_000,
);

test.runIf(program !== undefined)('entries leave room for the limits in a store whose memory is bounded', async () => {
  const redis = await RedisServer.start(program ?? '');
  const tier = new RedisTier(redis.url);
  onTestFinished(async () => {
    tier.close();
    await redis.stop();
  });
  const maxBytes = 32 * 1024 * 1024;
  await redis.client.config('SET', 'maxmemory', String(maxBytes));
  const set = async (key: string) => {
    tier.set(key, Buffer.alloc(100_000), 60_000);
    return tier.get(key);
  };
  await eventually(async () => (await set('first')) !== null);
  for (let i = 0; i < 1_000; i += 1) await set(`entry ${i}`);
  expect(await redis.client.set('limit', 'x'.repeat(1_000_000))).toBe('OK');
  await eventually(async () => {
    tier.remove('first');
    return (await redis.client.exists('sluice:cache:first')) === 0;
  });
});
