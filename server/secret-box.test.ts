import { randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { seal, unseal } from './secret-box.ts';

beforeAll(() => {
  process.env.SLUICE_SECRET_KEY = randomBytes(32).toString('base64');
});

test('opens what it sealed, and seals the same text differently each time', () => {
  const [one, other] = [seal('secret', 'row'), seal('secret', 'row')];
  expect(unseal(one, 'row')).toBe('secret');
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  expect(Buffer.from(one).includes('secret')).toBe(false);
});

test('opens nothing that was changed in any byte, or moved to another row', () => {
  const sealed = seal('secret', 'row');
  expect(() => unseal(sealed, 'another row')).toThrow();
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = new Uint8Array(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => unseal(changed, 'row'), `byte ${index}`).toThrow();
  }
});
