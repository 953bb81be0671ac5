import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');
const POLL_MS = 500;

export interface Product {
  url: string;
  email: string;
  password: string;
  stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts the whole product on free ports over a fresh data folder with a seed; `stop` removes what it made. */
export async function startProduct(scenario: string): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-contact-sheet-'));
  const [port, gatewayPort, adminPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const email = 'owner@example.com';
  const password = randomBytes(18).toString('base64url');
  const child = spawn(
    process.execPath,
    ['--import', './tools/follow-parent.mjs', 'tools/start.mjs', '--seed', scenario],
    {
      cwd: root,
      // The channel lets it follow this process when that is killed.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        DATABASE_URL: '',
        SLUICE_DATA_DIR: dataDir,
        SLUICE_CONSOLE_PORT: String(port),
        SLUICE_GATEWAY_PORT: String(gatewayPort),
        SLUICE_GATEWAY_ADMIN_PORT: String(adminPort),
        SLUICE_OWNER_EMAIL: email,
        SLUICE_OWNER_PASSWORD: password,
      },
    },
  );
  const exited = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await exited;
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = `http://localhost:${port}`;
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/api/ready`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (answer?.ok) return { url, email, password, stop };
    await sleep(POLL_MS);
  }
  await stop();
  throw new Error('The product did not start.');
}
