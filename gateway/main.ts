import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { ConfigError, parseConfig, type GatewayConfig } from './config.ts';
import { startNode } from './node.ts';
import { FileRefused, startStandalone } from './standalone.ts';

/** How long what was logged last may take to be taken when the process ends, ms. */
const lastLogMs = 1_000;

/** Starts a gateway node from the environment; SIGTERM and SIGINT stop it, SIGHUP opens log files, and the file it serves, anew. */
async function main(): Promise<void> {
  const file = readOption();
  const config = readConfig(file !== null);
  // Not pino's own writer, which stops the whole thread while nobody reads the log.
  const log = pino({ level: config.logLevel, base: { node: config.nodeName } }, process.stdout);
  // Whoever read the log is gone; that is no reason to end.
  process.stdout.on('error', () => undefined);
  const node = await (file === null ? startNode(config, log) : startStandalone(file, config, log));
  log.info({ port: node.port, adminPort: node.adminPort }, 'gateway listening');
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    node.stop().then(
      () => exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly');
        exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', () => node.hangUp());
}

/** Ends the process behind what was logged, or without it when nobody reads. */
function exit(code: number): void {
  setTimeout(() => process.exit(code), lastLogMs);
  process.stdout.write('', () => process.exit(code));
}

/** The file of `--snapshot FILE`; null without it. */
function readOption(): string | null {
  try {
    return parseArgs({ options: { snapshot: { type: 'string' } } }).values.snapshot ?? null;
  } catch {
    console.error('Usage: node gateway/main.ts [--snapshot FILE]');
    process.exit(2);
  }
}

function readConfig(isStandalone: boolean): GatewayConfig {
  try {
    return parseConfig(process.env, isStandalone);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

await main().catch((error: NodeJS.ErrnoException) => {
  if (error instanceof FileRefused) {
    console.error(error.message);
    process.exit(2);
  }
  const isPortTaken = error.code === 'EADDRINUSE';
  console.error(
    isPortTaken
      ? `A gateway port is taken: ${error.message}. Set SLUICE_GATEWAY_PORT or SLUICE_GATEWAY_ADMIN_PORT.`
      : error,
  );
  process.exit(1);
});
