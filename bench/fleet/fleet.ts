import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { GatewayProcess } from '#gateway/testing/gateway-process.ts';
import { UpstreamServer } from '#gateway/testing/upstream-server.ts';
import { closeDb } from '#server/db.ts';
import { connectionOptions } from '#server/store/connection.ts';
import { migrate } from '#server/store/migrate.ts';
import { startPostgres } from '#tools/testing/postgres-server.ts';
import { startStore } from '#tools/testing/store-process.ts';
import { processTree } from './process-tree.ts';

const migrationsFolder = join(import.meta.dirname, '../../prisma/migrations');

/** A migrated store that the environment names, an upstream, and nodes that join when they are told to. */
export type Fleet = {
  upstream: UpstreamServer;
  dataDir: string;
  store: 'embedded' | 'postgres';
  /** Stops every process of the store, or lets them go on: connections stay open and nothing answers. */
  signalStore(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Starts a gateway process that connects to a control plane and waits until it has caught up. */
  addNode(controlUrl: string, environment?: Record<string, string>): Promise<GatewayProcess>;
  stop(): Promise<void>;
};

type Store = { pid: number; stop(): Promise<void> };

/** Starts a store for the environment: the embedded one, or with SLUICE_FLEET_STORE=postgres a PostgreSQL server. */
async function startChosenStore(dataDir: string): Promise<Store> {
  delete process.env.DATABASE_URL;
  if (process.env.SLUICE_FLEET_STORE !== 'postgres') {
    const { pid, stop } = await startStore(dataDir);
    return { pid, stop: () => stop('SIGKILL') };
  }
  const { pid, url, stop } = await startPostgres();
  process.env.DATABASE_URL = url('postgres');
  return { pid, stop };
}

/** Points this process's environment at a store of its own, before anything reads it. */
export async function startFleet(): Promise<Fleet> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-fleet-'));
  const nodeToken = randomBytes(32).toString('hex');
  Object.assign(process.env, {
    SLUICE_DATA_DIR: dataDir,
    SLUICE_NODE_TOKEN: nodeToken,
    SLUICE_LOG_LEVEL: 'silent',
    SLUICE_ALLOW_PRIVATE_UPSTREAMS: 'true',
  });
  const store = await startChosenStore(dataDir);
  const client = new pg.Client(connectionOptions({ databaseUrl: process.env.DATABASE_URL, dataDir }));
  await client.connect();
  await migrate(client, migrationsFolder);
  await client.end();
  const upstream = new UpstreamServer();
  await upstream.start();
  const nodes: GatewayProcess[] = [];
  return {
    upstream,
    dataDir,
    store: process.env.DATABASE_URL === undefined ? 'embedded' : 'postgres',
    signalStore(signal) {
      for (const pid of processTree(store.pid)) process.kill(pid, signal);
    },
    async addNode(controlUrl, environment = {}) {
      const name = `node-${nodes.length + 1}`;
      const node = await GatewayProcess.start({
        SLUICE_CONTROL_URL: controlUrl,
        SLUICE_NODE_TOKEN: nodeToken,
        SLUICE_NODE_DIR: join(dataDir, name),
        SLUICE_NODE_NAME: name,
        ...environment,
      });
      nodes.push(node);
      await node.ready();
      return node;
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.end('SIGKILL')));
      await upstream.stop();
      await closeDb();
      await store.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
