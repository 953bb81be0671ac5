import { expect, test } from 'vitest';
import { firstMessage } from './first-message.ts';

test.each([
  [undefined, undefined],
  [{ type: 'custom', message: 'Too long.' }, 'Too long.'],
  [[undefined, { type: 'custom', message: 'No address.', ref: { message: 'never' } }], 'No address.'],
  [{ s3: { type: 'invalid_format', message: 'No URL.' } }, 'No URL.'],
  [{ ref: { message: 'never' } }, undefined],
])('%j says %s', (error, message) => expect(firstMessage(error)).toBe(message));
