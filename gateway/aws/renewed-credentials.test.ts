import { expect, test } from 'vitest';
import { RenewedCredentials } from './renewed-credentials.ts';

const minuteMs = 60_000;

test('a platform that gives the same credentials until they end is asked once a second, not by every request', async () => {
  let nowMs = 0;
  let asked = 0;
  let expiresAtMs = 60 * minuteMs;
  const renewed = new RenewedCredentials(
    () => {
      asked += 1;
      return Promise.resolve({
        credentials: { accessKeyId: `ASIA${expiresAtMs}`, secretAccessKey: 's', sessionToken: 't' },
        expiresAtMs,
      });
    },
    () => nowMs,
  );
  const request = async () => (await renewed.get()).accessKeyId;
  const first = await request();
  nowMs = 56 * minuteMs;
  for (let i = 0; i < 100; i += 1) expect(await request()).toBe(first);
  expect(asked).toBe(2);
  nowMs += 1_000;
  expiresAtMs += 60 * minuteMs;
  for (let i = 0; i < 100; i += 1) await request();
  expect(asked).toBe(3);
  expect(await request()).not.toBe(first);
});
