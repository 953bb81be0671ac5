import pino from 'pino';

/** The control plane's log: one JSON object per line on standard output. */
export const log = pino({
  name: 'sluice-control',
  level: process.env.SLUICE_LOG_LEVEL ?? 'info',
  redact: ['*.password', '*.passwordHash', '*.value', '*.token', '*.secret', '*.authorization', '*.cookie'],
});
