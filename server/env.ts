import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type AccessKeyPair, accessKeyPairSchema } from '#core/access-keys/input.ts';
import { readOrCreateSecretKey } from './secret-key.ts';

const SECRET_KEY_BYTES = 32;
const PASSWORD_CHARACTERS = 12;
const NODE_TOKEN_CHARACTERS = 32;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** The configuration of a control-plane process. Ports and days are whole numbers; dataDir is an absolute path. */
export type Settings = Readonly<{
  host: string;
  consolePort: number;
  gatewayPort: number;
  /** Where the local node answers health, readiness and metrics. */
  gatewayAdminPort: number;
  /** Where browsers reach the console, without a trailing slash. */
  publicUrl: string;
  /** Where API callers reach the gateway, without a trailing slash. */
  gatewayPublicUrl: string;
  /** Browsers reach the console over TLS, so its cookies may demand it. */
  secureCookies: boolean;
  dataDir: string;
  /** Absent: the embedded store in the data folder. */
  databaseUrl: string | undefined;
  databasePoolSize: number;
  /** 32 bytes. Absent: made once and kept in the data folder. */
  secretKey: Buffer | undefined;
  /** The owner to create when the instance has none; absent: the set-up page asks. */
  owner: { email: string; password: string } | undefined;
  /** The access key that the first owner gets at set-up. */
  ownerAccessKey: AccessKeyPair | undefined;
  /** Whether imports may fetch from private addresses; nodes read the same variable for backends. */
  allowPrivateUpstreams: boolean;
  /** What the nodes of the default group join with. */
  nodeToken: string | undefined;
  logLevel: (typeof LOG_LEVELS)[number];
  retentionDays: { minuteRollups: number; hourRollups: number; dayRollups: number; requestSamples: number };
}>;

export type Env = Omit<Settings, 'secretKey'> & { secretKey: Buffer };

/** One line for each wrong variable: its name and what is expected. Values of secrets are never repeated. */
export class EnvError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'EnvError';
    this.problems = problems;
  }
}

function wholeNumber(least: number, most: number, preset: number) {
  const expected = `expected a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .refine((value) => value >= least && value <= most, expected)
    .default(preset);
}

const port = (preset: number) => wholeNumber(1, 65_535, preset);
const days = (preset: number) => wholeNumber(1, 3650, preset);

const ORIGIN_EXPECTED = 'expected an http or https URL without a path, such as https://console.example.com';

const origin = z
  .url({ protocol: /^https?$/, error: ORIGIN_EXPECTED })
  .refine((value) => URL.canParse(value) && value.replace(/\/$/, '') === new URL(value).origin, ORIGIN_EXPECTED)
  .transform((value) => new URL(value).origin);

const secretKey = z
  .string()
  .transform((text) => Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64'))
  .refine((bytes) => bytes.length === SECRET_KEY_BYTES, 'expected 32 bytes in base64 or as 64 hexadecimal digits');

const variables = z.object({
  SLUICE_HOST: z.union([z.ipv4(), z.ipv6(), z.literal('localhost')], 'expected an IP address or localhost').optional(),
  SLUICE_CONSOLE_PORT: port(3000),
  SLUICE_GATEWAY_PORT: port(8080),
  SLUICE_GATEWAY_ADMIN_PORT: port(8081),
  SLUICE_PUBLIC_URL: origin.optional(),
  SLUICE_GATEWAY_PUBLIC_URL: origin.optional(),
  SLUICE_DATA_DIR: z.string().default('.sluice'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, 'expected a URL that begins with postgresql://')
    .optional(),
  SLUICE_DATABASE_POOL_SIZE: wholeNumber(1, 200, 10),
  SLUICE_SECRET_KEY: secretKey.optional(),
  SLUICE_OWNER_EMAIL: z.email('expected an e-mail address').optional(),
  SLUICE_OWNER_PASSWORD: z
    .string()
    .min(PASSWORD_CHARACTERS, `expected at least ${PASSWORD_CHARACTERS} characters`)
    .optional(),
  SLUICE_OWNER_ACCESS_KEY_ID: z
    .string()
    .refine((id) => accessKeyPairSchema.shape.accessKeyId.safeParse(id).success, 'expected AKIA and 16 of A-Z and 2-7')
    .optional(),
  SLUICE_OWNER_SECRET_ACCESS_KEY: z
    .string()
    .refine(
      (secret) => accessKeyPairSchema.shape.secretAccessKey.safeParse(secret).success,
      'expected 16 to 128 visible ASCII characters',
    )
    .optional(),
  SLUICE_NODE_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'expected visible ASCII characters without spaces')
    .min(NODE_TOKEN_CHARACTERS, `expected at least ${NODE_TOKEN_CHARACTERS} characters`)
    .optional(),
  SLUICE_ALLOW_PRIVATE_UPSTREAMS: z
    .enum(['true', 'false', '1', '0'], 'expected true or false')
    .default('false')
    .transform((value) => value === 'true' || value === '1'),
  SLUICE_LOG_LEVEL: z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('info'),
  SLUICE_MINUTE_RETENTION_DAYS: days(7),
  SLUICE_HOUR_RETENTION_DAYS: days(90),
  SLUICE_DAY_RETENTION_DAYS: days(730),
  SLUICE_SAMPLE_RETENTION_DAYS: days(7),
});

type Variables = z.output<typeof variables>;

const SECRETS: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'SLUICE_SECRET_KEY',
  'SLUICE_OWNER_PASSWORD',
  'SLUICE_OWNER_SECRET_ACCESS_KEY',
  'SLUICE_NODE_TOKEN',
]);

function describe(issue: z.core.$ZodIssue, source: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  return SECRETS.has(name) ? `${name}: ${issue.message}` : `${name} is '${source[name]}': ${issue.message}`;
}

function ownerOf(values: Variables): Settings['owner'] {
  const { SLUICE_OWNER_EMAIL: email, SLUICE_OWNER_PASSWORD: password } = values;
  if (email === undefined && password === undefined) return undefined;
  if (email === undefined) throw new EnvError(['SLUICE_OWNER_EMAIL: expected with SLUICE_OWNER_PASSWORD']);
  if (password === undefined) throw new EnvError(['SLUICE_OWNER_PASSWORD: expected with SLUICE_OWNER_EMAIL']);
  return { email, password };
}

function ownerAccessKeyOf(values: Variables): Settings['ownerAccessKey'] {
  const { SLUICE_OWNER_ACCESS_KEY_ID: accessKeyId, SLUICE_OWNER_SECRET_ACCESS_KEY: secretAccessKey } = values;
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  if (accessKeyId === undefined) {
    throw new EnvError(['SLUICE_OWNER_ACCESS_KEY_ID: expected with SLUICE_OWNER_SECRET_ACCESS_KEY']);
  }
  if (secretAccessKey === undefined) {
    throw new EnvError(['SLUICE_OWNER_SECRET_ACCESS_KEY: expected with SLUICE_OWNER_ACCESS_KEY_ID']);
  }
  return { accessKeyId, secretAccessKey };
}

/**
 * Reads the configuration from environment variables; an empty value counts as absent. Pure but for resolving a
 * relative data folder against the working directory. Throws EnvError that names every wrong variable.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map((issue) => describe(issue, given)));
  const values = parsed.data;
  const publicUrl = values.SLUICE_PUBLIC_URL ?? `http://localhost:${values.SLUICE_CONSOLE_PORT}`;
  return {
    host: values.SLUICE_HOST ?? '127.0.0.1',
    consolePort: values.SLUICE_CONSOLE_PORT,
    gatewayPort: values.SLUICE_GATEWAY_PORT,
    gatewayAdminPort: values.SLUICE_GATEWAY_ADMIN_PORT,
    publicUrl,
    secureCookies: publicUrl.startsWith('https:'),
    gatewayPublicUrl: values.SLUICE_GATEWAY_PUBLIC_URL ?? `http://localhost:${values.SLUICE_GATEWAY_PORT}`,
    dataDir: resolve(values.SLUICE_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.SLUICE_DATABASE_POOL_SIZE,
    secretKey: values.SLUICE_SECRET_KEY,
    owner: ownerOf(values),
    ownerAccessKey: ownerAccessKeyOf(values),
    allowPrivateUpstreams: values.SLUICE_ALLOW_PRIVATE_UPSTREAMS,
    nodeToken: values.SLUICE_NODE_TOKEN,
    logLevel: values.SLUICE_LOG_LEVEL,
    retentionDays: {
      minuteRollups: values.SLUICE_MINUTE_RETENTION_DAYS,
      hourRollups: values.SLUICE_HOUR_RETENTION_DAYS,
      dayRollups: values.SLUICE_DAY_RETENTION_DAYS,
      requestSamples: values.SLUICE_SAMPLE_RETENTION_DAYS,
    },
  };
}

let current: Env | undefined;

/** The configuration of this process, read once; makes the secret key in the data folder when none is given. */
export function env(): Env {
  if (!current) {
    const settings = parseEnv(process.env);
    const key = settings.secretKey ?? readOrCreateSecretKey(join(settings.dataDir, 'secret-key'), SECRET_KEY_BYTES);
    current = { ...settings, secretKey: key };
  }
  return current;
}
