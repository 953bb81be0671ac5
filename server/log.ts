import pino from 'pino';

const secretNames = [
  ...['password', 'passwordHash', 'value', 'token', 'secret', 'authorization', 'cookie'],
  ...['secretAccessKey', 'sessionToken', 'sealed'],
];

/** How the control plane logs: members with the name of a secret are blotted out, down to the third level. */
export const logOptions = {
  name: 'sluice-control',
  redact: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
} as const satisfies pino.LoggerOptions;

/** The control plane's log: one JSON object per line on standard output. */
export const log = pino({ ...logOptions, level: process.env.SLUICE_LOG_LEVEL ?? 'info' });
