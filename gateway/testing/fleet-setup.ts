import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { PlanState } from '#core/snapshot/revision.ts';
import { apiId, blob, key, plan, proxyTo, route, snapshot, stage } from './fixtures.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { load, type LoadCounts, type LoadOptions } from './load.ts';
import { setUp, type Setup } from './proc-setup.ts';
import { findRedis, RedisServer } from './redis-server.ts';

/** What tests of limits that nodes share have: a Redis of their own for each test, and nodes that share limits in it. */
export type FleetSetup = Setup & {
  /**
   * Of tests that are about what passes while Redis answers: nodes to which it did not say that each counts alone, as it must, and
   * the test is taken again.
   */
  readonly again: { retry: { count: number; condition: () => boolean } };
  /** Undefined without a redis-server: its tests must be skipped. */
  readonly program: string | undefined;
  redis(): RedisServer;
  /** Nodes of two workers each that serve `/prod/x` and `/prod/y` to holders of the keys `value-one` and `value-two`. */
  startNodes(count: number, limits: Partial<PlanState>): Promise<GatewayProcess[]>;
};

export const keyHeaders = { one: { 'x-api-key': 'value-one' }, two: { 'x-api-key': 'value-two' } };

/** Registers the hooks of a process test file; says so when there is no redis-server. */
export function setUpFleet(): FleetSetup {
  const program = findRedis();
  if (!program) {
    process.stderr.write('Shared limits are not tested: no redis-server (Debian: apt-get install redis-server).\n');
  }
  let redis: RedisServer | null = null;
  let started: GatewayProcess[] = [];
  const isCountedAlone = ({ output }: GatewayProcess) => output.includes('are counted by this node alone');
  const setup: FleetSetup = Object.assign(setUp(), {
    program,
    again: { retry: { count: 5, condition: () => started.some(isCountedAlone) } },
    redis() {
      if (!redis) throw new Error('Redis runs while a test does.');
      return redis;
    },
    async startNodes(count: number, limits: Partial<PlanState>) {
      const { control, upstream } = setup;
      const keyed = ['/x', '/y'].map((path) => route('GET', path, proxyTo(upstream.url), { apiKeyRequired: true }));
      control.setStage(stage(control.addBlob(blob(snapshot(keyed)))));
      control.setPlan('plan1', plan(limits));
      for (const name of ['one', 'two']) control.setKey(name, key(name, `value-${name}`));
      started = await Promise.all(
        Array.from({ length: count }, (_, index) =>
          setup.startGateway({
            SLUICE_NODE_DIR: join(setup.dir, `node-${index}`),
            SLUICE_REDIS_URL: setup.redis().url,
            SLUICE_GATEWAY_MAX_WORKERS: '2',
            SLUICE_GATEWAY_MIN_WORKERS: '2',
          }),
        ),
      );
      await Promise.all(started.map((node) => node.ready()));
      return started;
    },
  });
  beforeEach(async () => {
    if (program) redis = await RedisServer.start(program);
  });
  afterEach(async () => {
    await redis?.stop();
    redis = null;
  });
  return setup;
}

/** Sends requests over all nodes until told to stop, so many at a time at each. Fails when one is answered neither 200 nor 429. */
export async function loadAll(
  nodes: readonly GatewayProcess[],
  options: Pick<LoadOptions, 'width' | 'goOn' | 'pauseMs' | 'headers'> & { path?: string },
): Promise<{ admitted: number; counts: LoadCounts[] }> {
  const { path = '/x', headers = keyHeaders.one, ...rest } = options;
  const target = { path: `/${apiId}/prod${path}`, headers };
  const counts = await Promise.all(nodes.map(({ port }) => load({ port, ...target, ...rest })));
  expect(counts.flatMap(({ errors }) => errors)).toEqual([]);
  const statuses = counts.flatMap((count) => [...count.statuses.keys()]);
  expect(statuses.every((status) => status === 200 || status === 429)).toBe(true);
  return { admitted: counts.reduce((sum, count) => sum + (count.statuses.get(200) ?? 0), 0), counts };
}
