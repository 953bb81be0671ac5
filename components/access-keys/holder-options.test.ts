import { expect, test } from 'vitest';
import { holderOptions, keyRoleOptions } from './holder-options.ts';

test('keys are made for oneself, and for those who hold no more than oneself', () => {
  const options = holderOptions(
    { userId: 'me', role: 'admin' },
    [
      { userId: 'owner', name: 'Olga', role: 'owner' },
      { userId: 'me', name: 'Me', role: 'admin' },
      { userId: 'dev', name: 'Dev', role: 'developer' },
    ],
    [
      { serviceAccountId: 'root', name: 'root', role: 'owner' },
      { serviceAccountId: 'ci', name: 'ci', role: 'developer' },
    ],
  );
  expect(options.map(({ label, holder }) => ({ label, holder }))).toEqual([
    { label: 'You', holder: { userId: 'me' } },
    { label: 'ci', holder: { serviceAccountId: 'ci' } },
    { label: 'Dev', holder: { userId: 'dev' } },
  ]);
});

test('a key is given at most its holder’s role', () => {
  expect(keyRoleOptions('developer').flatMap(({ value, disabled }) => (disabled ? [] : [value]))).toEqual([
    'none',
    'developer',
    'viewer',
  ]);
});
