import { expect, test } from 'vitest';
import { suggestedVersion } from './suggested-version.ts';

test('a semantic version is kept, a shorter one is filled up, anything else gives way to the deployment', () => {
  expect(suggestedVersion('1.2.3', 9)).toBe('1.2.3');
  expect(suggestedVersion('v2.0.1', 9)).toBe('2.0.1');
  expect(suggestedVersion('1.4', 9)).toBe('1.4.9');
  expect(suggestedVersion('3', 9)).toBe('3.0.9');
  expect(suggestedVersion('007.01.0', 9)).toBe('7.1.0');
  for (const odd of [null, '', '2026-01-15', '1.2.3.4', 'latest', '1.0.0; rm']) {
    expect(suggestedVersion(odd, 9)).toBe('0.9.0');
  }
});
