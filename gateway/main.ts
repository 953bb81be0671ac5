import { pino } from 'pino';
import { ConfigError, parseConfig, type GatewayConfig } from './config.ts';
import { startNode } from './node.ts';

/** Starts a gateway node from the environment; SIGTERM and SIGINT stop it, SIGHUP opens log files anew. */
async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.logLevel, base: { node: config.nodeName } });
  const node = await startNode(config, log);
  log.info({ port: node.port, adminPort: node.adminPort }, 'gateway listening');
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    node.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', () => node.reopenLogs());
}

function readConfig(): GatewayConfig {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

await main().catch((error: NodeJS.ErrnoException) => {
  const isPortTaken = error.code === 'EADDRINUSE';
  console.error(
    isPortTaken
      ? `A gateway port is taken: ${error.message}. Set SLUICE_GATEWAY_PORT or SLUICE_GATEWAY_ADMIN_PORT.`
      : error,
  );
  process.exit(1);
});
