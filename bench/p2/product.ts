import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTRPCClient, httpLink } from '@trpc/client';
import pg from 'pg';
import superjson from 'superjson';
import { GatewayProcess } from '#gateway/testing/gateway-process.ts';
import { UpstreamServer } from '#gateway/testing/upstream-server.ts';
import type { AppRouter } from '#server/api/root.ts';
import { sessionCookieNames } from '#server/auth/cookie-names.ts';
import { sessionToken } from '#server/auth/session-token.ts';
import { startSession } from '#server/auth/sessions.ts';
import { closeDb, db } from '#server/db.ts';
import { env } from '#server/env.ts';
import { connectionOptions } from '#server/store/connection.ts';
import { migrate } from '#server/store/migrate.ts';
import { build } from '#tools/start/build.ts';
import { consoleService, storeService } from '#tools/start/services.ts';
import { freePort } from '../p1/processes.ts';

const migrationsFolder = join(import.meta.dirname, '../../prisma/migrations');
export const ownerEmail = 'owner@example.com';
const nodeCount = 3;

export type Client = ReturnType<typeof createTRPCClient<AppRouter>>;

/** The product as it is installed: embedded store, built console, three nodes; and an upstream. */
export type Product = { client: Client; nodes: GatewayProcess[]; upstream: UpstreamServer; stop(): Promise<void> };

/** Builds what is not built yet and starts everything on free loopback ports, in a data folder of its own. */
export async function startProduct(): Promise<Product> {
  await build();
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-p2-'));
  const port = await freePort();
  const nodeToken = randomBytes(32).toString('hex');
  delete process.env.DATABASE_URL;
  Object.assign(process.env, {
    SLUICE_DATA_DIR: dataDir,
    SLUICE_CONSOLE_PORT: String(port),
    SLUICE_PUBLIC_URL: `http://127.0.0.1:${port}`,
    SLUICE_OWNER_EMAIL: ownerEmail,
    SLUICE_OWNER_PASSWORD: randomBytes(16).toString('hex'),
    SLUICE_LOG_LEVEL: 'warn',
  });
  const settings = env();
  const store = storeService(settings);
  const console_ = consoleService(settings, nodeToken);
  const upstream = new UpstreamServer();
  const nodes: GatewayProcess[] = [];
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.end('SIGKILL')));
    await closeDb();
    await console_.stop();
    await store.stop();
    await upstream.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await store.start();
    const sql = new pg.Client(connectionOptions(settings));
    await sql.connect();
    await migrate(sql, migrationsFolder);
    await sql.end();
    await Promise.all([console_.start(), upstream.start()]);
    for (let index = 1; index <= nodeCount; index += 1) {
      const node = await GatewayProcess.start({
        SLUICE_CONTROL_URL: settings.publicUrl,
        SLUICE_NODE_TOKEN: nodeToken,
        SLUICE_NODE_DIR: join(dataDir, `node-${index}`),
        SLUICE_NODE_NAME: `node-${index}`,
        SLUICE_TELEMETRY_FLUSH_MS: '2000',
      });
      nodes.push(node);
      await node.ready();
    }
    return { client: await signIn(settings.publicUrl), nodes, upstream, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The cookie of a session of the owner's. */
export async function ownerCookie(): Promise<string> {
  const { id } = await db().user.findFirstOrThrow({ where: { email: ownerEmail } });
  const sessionId = await startSession(db(), id, { sourceIp: '127.0.0.1', userAgent: 'bench' });
  return `${sessionCookieNames.plain}=${await sessionToken(id, sessionId)}`;
}

/** Calls the console's API over HTTP with the owner's session. */
async function signIn(url: string): Promise<Client> {
  const cookie = await ownerCookie();
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/api/trpc`, transformer: superjson, headers: { cookie } })],
  });
}
