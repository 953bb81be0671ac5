import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { EnvError, parseEnv } from './env.ts';

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
}

test('without any variable the product runs on loopback with the embedded store', () => {
  expect(parseEnv({})).toEqual({
    host: '127.0.0.1',
    consolePort: 3000,
    gatewayPort: 8080,
    gatewayAdminPort: 8081,
    publicUrl: 'http://localhost:3000',
    gatewayPublicUrl: 'http://localhost:8080',
    secureCookies: false,
    dataDir: resolve('.sluice'),
    databaseUrl: undefined,
    databasePoolSize: 10,
    secretKey: undefined,
    owner: undefined,
    allowPrivateUpstreams: false,
    nodeToken: undefined,
    logLevel: 'info',
    retentionDays: { minuteRollups: 7, hourRollups: 90, dayRollups: 730, requestSamples: 7 },
  });
});

test('an empty value counts as absent', () => {
  expect(parseEnv({ SLUICE_CONSOLE_PORT: '', DATABASE_URL: '' })).toEqual(parseEnv({}));
});

test('public addresses follow the ports unless they are given', () => {
  const settings = parseEnv({ SLUICE_CONSOLE_PORT: '4000', SLUICE_GATEWAY_PUBLIC_URL: 'https://api.example.com/' });
  expect(settings.publicUrl).toBe('http://localhost:4000');
  expect(settings.gatewayPublicUrl).toBe('https://api.example.com');
});

test('a console behind TLS has cookies that demand it', () => {
  expect(parseEnv({ SLUICE_PUBLIC_URL: 'https://console.example.com' }).secureCookies).toBe(true);
});

test('every wrong variable is named with what is expected', () => {
  expect(
    problemsOf({
      SLUICE_CONSOLE_PORT: '70000',
      SLUICE_GATEWAY_PORT: 'http',
      SLUICE_HOST: 'everywhere',
      SLUICE_PUBLIC_URL: 'https://example.com/console',
      SLUICE_OWNER_EMAIL: 'nobody',
      SLUICE_LOG_LEVEL: 'loud',
      SLUICE_DAY_RETENTION_DAYS: '0',
    }).toSorted(),
  ).toEqual([
    `SLUICE_CONSOLE_PORT is '70000': expected a whole number from 1 to 65535`,
    `SLUICE_DAY_RETENTION_DAYS is '0': expected a whole number from 1 to 3650`,
    `SLUICE_GATEWAY_PORT is 'http': expected a whole number from 1 to 65535`,
    `SLUICE_HOST is 'everywhere': expected an IP address or localhost`,
    `SLUICE_LOG_LEVEL is 'loud': expected one of debug, info, warn, error, silent`,
    `SLUICE_OWNER_EMAIL is 'nobody': expected an e-mail address`,
    `SLUICE_PUBLIC_URL is 'https://example.com/console': expected an http or https URL without a path, such as https://console.example.com`,
  ]);
});

test('a wrong secret is named but never repeated', () => {
  const problems = problemsOf({
    SLUICE_SECRET_KEY: 'hunter2hunter2',
    SLUICE_NODE_TOKEN: 'hunter2',
    SLUICE_OWNER_PASSWORD: 'hunter2',
    DATABASE_URL: 'mysql://root:hunter2@db',
  });
  expect(problems).toHaveLength(4);
  expect(problems.join('\n')).not.toContain('hunter2');
});

test('the secret key is read from base64 and from hexadecimal', () => {
  const key = Buffer.alloc(32, 7);
  expect(parseEnv({ SLUICE_SECRET_KEY: key.toString('base64') }).secretKey).toEqual(key);
  expect(parseEnv({ SLUICE_SECRET_KEY: key.toString('hex') }).secretKey).toEqual(key);
  expect(problemsOf({ SLUICE_SECRET_KEY: key.subarray(1).toString('base64') })).toEqual([
    'SLUICE_SECRET_KEY: expected 32 bytes in base64 or as 64 hexadecimal digits',
  ]);
});

test("the owner's e-mail and password come together", () => {
  const owner = { email: 'ada@example.com', password: 'correct horse battery' };
  expect(parseEnv({ SLUICE_OWNER_EMAIL: owner.email, SLUICE_OWNER_PASSWORD: owner.password }).owner).toEqual(owner);
  expect(problemsOf({ SLUICE_OWNER_EMAIL: owner.email })).toEqual([
    'SLUICE_OWNER_PASSWORD: expected with SLUICE_OWNER_EMAIL',
  ]);
  expect(problemsOf({ SLUICE_OWNER_PASSWORD: owner.password })).toEqual([
    'SLUICE_OWNER_EMAIL: expected with SLUICE_OWNER_PASSWORD',
  ]);
});
