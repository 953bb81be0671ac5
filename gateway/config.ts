import { availableParallelism, hostname } from 'node:os';
import { z } from 'zod';
import { parseNetwork } from '#core/addresses/ip-address.ts';

const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1');

const port = z.coerce.number().int().min(0).max(65_535);

const workers = z.coerce.number().int().min(1).max(256);

/** Ranges and addresses, separated by commas or blanks. */
const networks = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ''))
  .refine((entries) => entries.every((entry) => parseNetwork(entry) !== null));

const schema = z.object({
  SLUICE_CONTROL_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3000'),
  SLUICE_NODE_TOKEN: z.string().min(1),
  SLUICE_NODE_DIR: z.string().min(1).default('./.sluice/node'),
  SLUICE_NODE_NAME: z.string().min(1).max(128).default(hostname),
  SLUICE_HOST: z.string().min(1).default('127.0.0.1'),
  SLUICE_GATEWAY_PORT: port.default(8080),
  SLUICE_GATEWAY_ADMIN_PORT: port.default(8081),
  SLUICE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SLUICE_ALLOW_PRIVATE_UPSTREAMS: flag.default(false),
  SLUICE_TRUSTED_PROXIES: networks.default([]),
  SLUICE_TELEMETRY: flag.default(true),
  SLUICE_TELEMETRY_FLUSH_MS: z.coerce.number().int().min(50).max(60_000).default(2_000),
  SLUICE_ACCOUNT_RATE_LIMIT: z.coerce.number().positive().default(10_000),
  SLUICE_ACCOUNT_BURST_LIMIT: z.coerce.number().int().positive().default(5_000),
  SLUICE_REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  SLUICE_GATEWAY_MIN_WORKERS: workers.default(1),
  SLUICE_GATEWAY_MAX_WORKERS: workers.default(availableParallelism),
  SLUICE_GATEWAY_WORKER_HEAP_MB: z.coerce.number().int().min(64).max(65_536).default(2_048),
  SLUICE_CACHE_MAX_MB: z.coerce.number().int().min(0).max(1_048_576).default(256),
  SLUICE_ACCESS_LOG: z.string().min(1).optional(),
  SLUICE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** A node that serves a file has no control plane to show a token to. */
const standaloneNodeSchema = schema.extend({ SLUICE_NODE_TOKEN: z.string().default('') });

/** What each variable must hold, for the message that names a wrong one. */
const expected: Record<keyof z.infer<typeof schema>, string> = {
  SLUICE_CONTROL_URL: 'the http:// or https:// address of the control plane',
  SLUICE_NODE_TOKEN: 'the token that the control plane made for this node',
  SLUICE_NODE_DIR: 'a folder for the copy of what this node serves',
  SLUICE_NODE_NAME: 'a name of 1 to 128 characters',
  SLUICE_HOST: 'the address to listen on, such as 127.0.0.1 or 0.0.0.0',
  SLUICE_GATEWAY_PORT: 'a port number from 0 (any free one) to 65535',
  SLUICE_GATEWAY_ADMIN_PORT: 'a port number from 0 (any free one) to 65535',
  SLUICE_PUBLIC_URL: 'the http:// or https:// address at which callers reach this node',
  SLUICE_ALLOW_PRIVATE_UPSTREAMS: 'true or false',
  SLUICE_TRUSTED_PROXIES: 'addresses and ranges such as 10.0.0.0/8, separated by commas',
  SLUICE_TELEMETRY: 'true or false',
  SLUICE_TELEMETRY_FLUSH_MS: 'milliseconds from 50 to 60000',
  SLUICE_ACCOUNT_RATE_LIMIT: 'requests per second above 0',
  SLUICE_ACCOUNT_BURST_LIMIT: 'a whole number of requests above 0',
  SLUICE_REDIS_URL: 'the redis:// or rediss:// address of the store that the nodes share',
  SLUICE_GATEWAY_MIN_WORKERS: 'a number of worker threads from 1 to 256',
  SLUICE_GATEWAY_MAX_WORKERS: 'a number of worker threads from 1 to 256',
  SLUICE_GATEWAY_WORKER_HEAP_MB: 'megabytes from 64 to 65536',
  SLUICE_CACHE_MAX_MB: 'megabytes from 0 to 1048576',
  SLUICE_ACCESS_LOG: 'the path of a file for access logs; without it they go to standard output',
  SLUICE_LOG_LEVEL: 'debug, info, warn, error or silent',
};

export type GatewayConfig = {
  controlUrl: string;
  nodeToken: string;
  nodeDir: string;
  nodeName: string;
  host: string;
  port: number;
  adminPort: number;
  publicUrl: string | null;
  allowPrivateUpstreams: boolean;
  /** Addresses and ranges of proxies whose X-Forwarded-* headers are believed. */
  trustedProxies: string[];
  /** Whether requests are counted and sampled for dashboards; quotas are counted either way. */
  telemetry: boolean;
  telemetryFlushMs: number;
  /** Requests per second and bucket size that all stages of one workspace share, over all nodes when they share limits. */
  accountThrottle: { rateLimit: number; burstLimit: number };
  /** The Redis in which nodes share throttles, quotas and cached responses; null counts in this node alone. */
  redisUrl: string | null;
  /** Worker threads: the number follows the load between the two. */
  workers: { min: number; max: number };
  /** Heap of one worker's long-lived objects, megabytes. */
  workerHeapMb: number;
  /** Memory of the stage caches of all workers, megabytes. */
  cacheMaxMb: number;
  /** A file; null is standard output. */
  accessLogPath: string | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

/** Every wrong variable of the environment, one line each. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the gateway's settings from environment variables.
 * @throws ConfigError naming each wrong variable and what it must hold; values are not repeated, one may be a secret
 */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
  isStandalone = false,
): GatewayConfig {
  const given = Object.fromEntries(Object.keys(expected).map((name) => [name, environment[name] || undefined]));
  const result = (isStandalone ? standaloneNodeSchema : schema).safeParse(given);
  if (!result.success) {
    const wrong = new Set(result.error.issues.map((issue) => String(issue.path[0])));
    const lines = [...wrong].map((name) => {
      const problem = given[name] === undefined ? 'is not set' : 'has a wrong value';
      return `${name} ${problem}: expected ${expected[name as keyof typeof expected]}.`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  const env = result.data;
  return {
    controlUrl: env.SLUICE_CONTROL_URL.replace(/\/+$/, ''),
    nodeToken: env.SLUICE_NODE_TOKEN,
    nodeDir: env.SLUICE_NODE_DIR,
    nodeName: env.SLUICE_NODE_NAME,
    host: env.SLUICE_HOST,
    port: env.SLUICE_GATEWAY_PORT,
    adminPort: env.SLUICE_GATEWAY_ADMIN_PORT,
    publicUrl: env.SLUICE_PUBLIC_URL ?? null,
    allowPrivateUpstreams: env.SLUICE_ALLOW_PRIVATE_UPSTREAMS,
    trustedProxies: env.SLUICE_TRUSTED_PROXIES,
    telemetry: env.SLUICE_TELEMETRY,
    telemetryFlushMs: env.SLUICE_TELEMETRY_FLUSH_MS,
    accountThrottle: { rateLimit: env.SLUICE_ACCOUNT_RATE_LIMIT, burstLimit: env.SLUICE_ACCOUNT_BURST_LIMIT },
    redisUrl: env.SLUICE_REDIS_URL ?? null,
    workers: {
      min: env.SLUICE_GATEWAY_MIN_WORKERS,
      max: Math.max(env.SLUICE_GATEWAY_MIN_WORKERS, env.SLUICE_GATEWAY_MAX_WORKERS),
    },
    workerHeapMb: env.SLUICE_GATEWAY_WORKER_HEAP_MB,
    cacheMaxMb: env.SLUICE_CACHE_MAX_MB,
    accessLogPath: env.SLUICE_ACCESS_LOG ?? null,
    logLevel: env.SLUICE_LOG_LEVEL,
  };
}
