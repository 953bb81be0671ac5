import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { logOptions } from './log.ts';

test('a line holds no secret, whatever object it is a member of', () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = pino(logOptions, stream);
  const pair = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'in-clear', sessionToken: 'in-clear' };
  log.info(pair, 'made');
  log.warn({ key: pair }, 'made');
  log.error({ outcome: { key: pair } }, 'made');
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    expect(line).toContain('AKIAEXAMPLE');
    expect(line).not.toContain('in-clear');
  }
});
