import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { env, type Env } from '#server/env.ts';
import { readOrCreateSecretKey } from '#server/secret-key.ts';
import { connectionOptions } from '#server/store/connection.ts';
import { migrate } from '#server/store/migrate.ts';
import { build } from './build.ts';
import { assertPortsFree } from './ports.ts';
import type { Service } from './service.ts';
import { consoleService, controlPlaneEnvironment, gatewayService, storeService } from './services.ts';

const root = join(import.meta.dirname, '../..');
const NODE_TOKEN_BYTES = 32;
const SAME_SIGNAL_MS = 1000;

/** In the order of starting; they stop in the reverse order. */
const running: Service[] = [];

async function start(...services: Service[]): Promise<void> {
  running.push(...services);
  await Promise.all(services.map((service) => service.start()));
}

async function stopAll(): Promise<void> {
  for (const service of running.toReversed()) await service.stop();
}

async function migrateStore(settings: Env): Promise<void> {
  const client = new pg.Client(connectionOptions(settings));
  await client.connect();
  const applied = await migrate(client, join(root, 'prisma/migrations'));
  await client.end();
  if (applied.length > 0) console.log(`Applied ${applied.length} migrations.`);
}

async function seed(scenario: string, environment: NodeJS.ProcessEnv): Promise<void> {
  console.log(`Seeding the scenario ${scenario}...`);
  const child = spawn(process.execPath, ['prisma/seed/main.ts', scenario], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('Seeding failed');
}

function welcome(settings: Env): string {
  return `
Sluice is ready.

  Console   ${settings.publicUrl}
  Gateway   ${settings.gatewayPublicUrl}
  Data      ${settings.databaseUrl === undefined ? settings.dataDir : 'PostgreSQL (DATABASE_URL)'}

Next: open the console, create the owner on the set-up page, and import an OpenAPI description.
A deployed stage answers at ${settings.gatewayPublicUrl}/{apiId}/{stageName}/...
Ctrl-C stops everything; nothing is lost.
`;
}

async function run(scenario: string | undefined): Promise<void> {
  const settings = env();
  await assertPortsFree(settings.host, [
    { variable: 'SLUICE_CONSOLE_PORT', port: settings.consolePort },
    { variable: 'SLUICE_GATEWAY_PORT', port: settings.gatewayPort },
    { variable: 'SLUICE_GATEWAY_ADMIN_PORT', port: settings.gatewayAdminPort },
  ]);
  await build();
  const tokenFile = join(settings.dataDir, 'node-token');
  const nodeToken = settings.nodeToken ?? readOrCreateSecretKey(tokenFile, NODE_TOKEN_BYTES).toString('base64');
  if (settings.databaseUrl === undefined) await start(storeService(settings));
  await migrateStore(settings);
  if (scenario !== undefined) await seed(scenario, controlPlaneEnvironment(settings, nodeToken));
  await start(consoleService(settings, nodeToken), gatewayService(settings, nodeToken));
  console.log(welcome(settings));
}

let stoppingSince: number | undefined;

/** The first signal stops everything in order, a later one at once. */
function onSignal(): void {
  if (stoppingSince !== undefined) {
    // One Ctrl-C arrives twice under npm: from the terminal and passed on by npm.
    if (Date.now() - stoppingSince < SAME_SIGNAL_MS) return;
    for (const service of running) service.kill();
    process.exit(1);
  }
  stoppingSince = Date.now();
  console.log('Stopping...');
  void stopAll().then(() => process.exit(0));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

try {
  const { values } = parseArgs({ options: { seed: { type: 'string' } } });
  await run(values.seed);
} catch (error) {
  if (stoppingSince === undefined) {
    console.error(error instanceof Error ? error.message : error);
    await stopAll();
    process.exit(1);
  }
}
