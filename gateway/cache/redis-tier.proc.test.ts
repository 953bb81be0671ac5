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
