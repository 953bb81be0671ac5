import { join } from 'node:path';
import type { Env } from '#server/env.ts';
import { Service } from './service.ts';

/** What only the control plane may know; the gateway node is given none of it. */
const CONTROL_PLANE_SECRETS = [
  ...['DATABASE_URL', 'SLUICE_SECRET_KEY', 'SLUICE_OWNER_EMAIL', 'SLUICE_OWNER_PASSWORD'],
  ...['SLUICE_OWNER_ACCESS_KEY_ID', 'SLUICE_OWNER_SECRET_ACCESS_KEY'],
];

const STORE_STOP_TIMEOUT_MS = 10_000;
/** The web server waits for its open event streams, which have no end; every change is a transaction that holds anyway. */
const CONSOLE_STOP_TIMEOUT_MS = 3_000;
/** Longer than the node takes to answer the requests it has accepted. */
const GATEWAY_STOP_TIMEOUT_MS = 35_000;

/** Node's options for a gateway: the main thread gets as much room for new objects as a worker (gateway/workers/member.ts). */
export const gatewayOptions = ['--max-semi-space-size=16'];

/** The address on which this machine reaches a service that listens on `host`. */
function localUrl(host: string, port: number): string {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const address = everywhere[host] ?? host;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** The environment of the control plane and of the programs that share its database. */
export function controlPlaneEnvironment(settings: Env, nodeToken: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_URL: settings.publicUrl,
    SLUICE_DATA_DIR: settings.dataDir,
    SLUICE_NODE_TOKEN: nodeToken,
  };
}

export function storeService(settings: Env): Service {
  return new Service({
    name: 'store',
    args: ['server/store/main.ts'],
    env: { ...process.env, SLUICE_DATA_DIR: settings.dataDir },
    stopTimeoutMs: STORE_STOP_TIMEOUT_MS,
  });
}

export function consoleService(settings: Env, nodeToken: string): Service {
  const listen = ['--hostname', settings.host, '--port', String(settings.consolePort)];
  return new Service({
    name: 'console',
    args: ['node_modules/next/dist/bin/next', 'start', ...listen],
    env: controlPlaneEnvironment(settings, nodeToken),
    readyUrl: `${localUrl(settings.host, settings.consolePort)}/api/ready`,
    stopTimeoutMs: CONSOLE_STOP_TIMEOUT_MS,
  });
}

export function gatewayService(settings: Env, nodeToken: string): Service {
  const inherited = Object.entries(process.env).filter(([name]) => !CONTROL_PLANE_SECRETS.includes(name));
  return new Service({
    name: 'gateway',
    args: [...gatewayOptions, 'gateway/main.ts'],
    env: {
      ...Object.fromEntries(inherited),
      NODE_ENV: 'production',
      SLUICE_CONTROL_URL: localUrl(settings.host, settings.consolePort),
      SLUICE_NODE_TOKEN: nodeToken,
      SLUICE_NODE_DIR: join(settings.dataDir, 'node'),
      SLUICE_NODE_NAME: process.env.SLUICE_NODE_NAME ?? 'local',
      SLUICE_HOST: settings.host,
      SLUICE_GATEWAY_PORT: String(settings.gatewayPort),
      SLUICE_GATEWAY_ADMIN_PORT: String(settings.gatewayAdminPort),
      SLUICE_PUBLIC_URL: settings.gatewayPublicUrl,
    },
    readyUrl: `${localUrl(settings.host, settings.gatewayAdminPort)}/ready`,
    stopTimeoutMs: GATEWAY_STOP_TIMEOUT_MS,
  });
}
