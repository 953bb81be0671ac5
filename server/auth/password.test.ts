import { expect, test } from 'vitest';
import { hashPassword, verifyNothing, verifyPassword } from './password.ts';

test('knows its password again and no other, in whichever form the keyboard wrote it', async () => {
  const stored = await hashPassword('correct hörse battery');
  expect(stored).toMatch(/^scrypt\$17\$8\$1\$/);
  expect(stored).not.toContain('correct');
  expect(await verifyPassword('correct hörse battery', stored)).toBe(true);
  expect(await verifyPassword('correct hörse battery'.normalize('NFD'), stored)).toBe(true);
  expect(await verifyPassword('correct horse battery', stored)).toBe(false);
  expect(await verifyPassword('', stored)).toBe(false);
  expect(await verifyPassword('anything', 'none')).toBe(false);
}, 60_000);

test('an unknown account costs the work of a hash, too', async () => {
  await verifyNothing('warm up');
  const started = performance.now();
  expect(await verifyNothing('wrong')).toBe(false);
  // No machine derives 128 MB in less.
  expect(performance.now() - started).toBeGreaterThan(20);
}, 60_000);
