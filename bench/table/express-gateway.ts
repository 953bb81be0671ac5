import { execFile, type ChildProcess } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, pinned } from '../p1/processes.ts';
import { throttle, type Scenario } from '../p1/scenario.ts';

const version = '1.16.11';

/** express-gateway writes a key as two halves. */
export function expressKey(value: string): string {
  return `${value.slice(0, 20)}:${value.slice(20)}`;
}

/**
 * express-gateway with key authentication, a rate limit and a proxy, installed by npm into the folder; only the keys that
 * the requests use are made, through its admin API. Null when npm cannot install it.
 */
export async function startExpressGateway(
  folder: string,
  port: number,
  upstreamPort: number,
  { routes, requests }: Scenario,
  cpu: number | null,
): Promise<ChildProcess | null> {
  await mkdir(join(folder, 'config'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{}');
  const npm = ['install', `express-gateway@${version}`, '--no-audit', '--no-fund', '--ignore-scripts'];
  try {
    await promisify(execFile)('npm', npm, { cwd: folder });
  } catch {
    return null;
  }
  const installed = join(folder, 'node_modules/express-gateway/lib/config');
  await cp(join(installed, 'models'), join(folder, 'config/models'), { recursive: true });
  await cp(join(installed, 'system.config.yml'), join(folder, 'config/system.config.yml'));
  const adminPort = await freePort();
  const paths = routes.map((path) => `/:api/:stage${path.replace(/\{(\w+)\}/g, ':$1')}`);
  await writeFile(join(folder, 'config/gateway.config.yml'), configuration(port, adminPort, upstreamPort, paths));
  const program = join(folder, 'server.js');
  await writeFile(program, `require('express-gateway')().load(require('path').join(__dirname, 'config')).run();\n`);
  const child = pinned(cpu, process.execPath, [program], {
    ...process.env,
    LOG_LEVEL: 'error',
    EG_DISABLE_CONFIG_WATCH: 'true',
  });
  await makeKeys(adminPort, [...new Set(requests.map(({ key }) => key))]);
  return child;
}

function configuration(port: number, adminPort: number, upstreamPort: number, paths: string[]): string {
  return JSON.stringify({
    http: { port, hostname: '127.0.0.1' },
    admin: { port: adminPort, hostname: '127.0.0.1' },
    apiEndpoints: { api: { host: '*', paths } },
    serviceEndpoints: { upstream: { url: `http://127.0.0.1:${upstreamPort}` } },
    policies: ['key-auth', 'rate-limit', 'proxy'],
    pipelines: {
      main: {
        apiEndpoints: ['api'],
        policies: [
          { 'key-auth': [{ action: { apiKeyHeader: 'x-api-key', disableHeadersScheme: true } }] },
          { 'rate-limit': [{ action: { max: throttle.rateLimit, windowMs: 1000, rateLimitBy: '${req.user.id}' } }] },
          { proxy: [{ action: { serviceEndpoint: 'upstream' } }] },
        ],
      },
    },
  });
}

async function makeKeys(adminPort: number, values: string[]): Promise<void> {
  const post = async (path: string, body: object) => {
    const response = await fetch(`http://127.0.0.1:${adminPort}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok)
      throw new Error(`express-gateway answers ${response.status} to ${path}: ${await response.text()}`);
  };
  await ready(adminPort);
  for (const [index, value] of values.entries()) {
    const [keyId, keySecret] = expressKey(value).split(':');
    const username = `consumer${index}`;
    await post('/users', { username, firstname: 'Bench', lastname: username });
    await post('/credentials', { consumerId: username, type: 'key-auth', credential: { keyId, keySecret } });
  }
}

async function ready(adminPort: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      if ((await fetch(`http://127.0.0.1:${adminPort}/users`)).ok) return;
    } catch {
      await setTimeout(100);
    }
  }
  throw new Error('express-gateway did not become ready.');
}
