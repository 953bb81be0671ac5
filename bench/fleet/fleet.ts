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
import { startStore } from '#tools/testing/store-process.ts';

const migrationsFolder = join(import.meta.dirname, '../../prisma/migrations');

/** A migrated embedded store that the environment names, an upstream, and nodes that join when they are told to. */
export type Fleet = {
  upstream: UpstreamServer;
  dataDir: string;
  /** The process of the embedded store, for tests that stop it. */
  storePid: number;
  /** Starts a gateway process that connects to a control plane and waits until it has caught up. */
  addNode(controlUrl: string, environment?: Record<string, string>): Promise<GatewayProcess>;
  stop(): Promise<void>;
};

/** Points this process's environment at a store of its own, before anything reads it. */
export async function startFleet(): Promise<Fleet> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-fleet-'));
  const nodeToken = randomBytes(32).toString('hex');
  delete process.env.DATABASE_URL;
  Object.assign(process.env, {
    SLUICE_DATA_DIR: dataDir,
    SLUICE_NODE_TOKEN: nodeToken,
    SLUICE_LOG_LEVEL: 'silent',
    SLUICE_ALLOW_PRIVATE_UPSTREAMS: 'true',
  });
  const store = await startStore(dataDir);
  const client = new pg.Client(connectionOptions({ databaseUrl: undefined, dataDir }));
  await client.connect();
  await migrate(client, migrationsFolder);
  await client.end();
  const upstream = new UpstreamServer();
  await upstream.start();
  const nodes: GatewayProcess[] = [];
  return {
    upstream,
    dataDir,
    storePid: store.pid,
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
      await store.stop('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
