import { expect, test } from 'vitest';
import { SluiceError } from '#core/errors.ts';
import { toAwsError } from './aws-error.ts';

test.each<[string, unknown, string, number]>([
  ['an error of the catalogue', new SluiceError('TOO_LARGE', 'Too much.'), 'RequestEntityTooLargeException', 413],
  [
    'a store that does not answer',
    Object.assign(new Error('over'), { code: 'P2028' }),
    'ServiceUnavailableException',
    503,
  ],
  ['what nobody foresaw', new Error('a secret'), 'InternalFailure', 500],
])('%s has an error type of AWS, and tells nothing of its cause', (_, thrown, type, status) => {
  const error = toAwsError(thrown, 'id');
  expect(error).toMatchObject({ type, status });
  expect(error.message).not.toMatch(/secret|P2028|over/);
});
