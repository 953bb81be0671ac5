import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../testing/gateway-process.ts';
import { findRedis, RedisServer } from '../testing/redis-server.ts';
import { FleetStore, storeLimitMs } from './fleet-store.ts';

const program = findRedis();

test.runIf(program !== undefined)('after a failover the store is found where its name leads now', async () => {
  const [first, second] = [await RedisServer.start(program ?? ''), await RedisServer.start(program ?? '')];
  let primary = first;
  // Stands for a name: connections go to whoever is the primary when they are made.
  const name = createServer((socket) => {
    const onward = connect({ host: '127.0.0.1', port: Number(new URL(primary.url).port) });
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward]) end.on('error', () => end.destroy());
  }).listen(0, '127.0.0.1');
  await once(name, 'listening');
  const store = new FleetStore(`redis://127.0.0.1:${(name.address() as AddressInfo).port}`);
  onTestFinished(async () => {
    store.close();
    name.close();
    await Promise.all([first.stop(), second.stop()]);
  });
  const takesWrites = () =>
    store.probe().then(
      () => true,
      () => false,
    );
  await eventually(takesWrites);
  await first.client.call('REPLICAOF', '127.0.0.1', '1');
  primary = second;
  expect(await takesWrites()).toBe(false);
  await eventually(takesWrites);
});

test.runIf(program !== undefined)(
  'a process that stood still reads the answer before it gives the store up',
  async () => {
    const redis = await RedisServer.start(program ?? '');
    const store = new FleetStore(redis.url);
    onTestFinished(async () => {
      store.close();
      await redis.stop();
    });
    await eventually(() =>
      store.probe().then(
        () => true,
        () => false,
      ),
    );
    const answered = store.probe();
    for (const until = performance.now() + 2 * storeLimitMs; performance.now() < until;);
    await answered;
  },
);
