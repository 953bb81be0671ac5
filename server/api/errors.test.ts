import { expect, test } from 'vitest';
import { SluiceError } from '#core/errors.ts';
import { toErrorResponse, toTrpcError } from './errors.ts';

test('an unforeseen error tells an id and nothing of its cause', async () => {
  const { cause, message } = toTrpcError(new Error('password=hunter2'));
  const { errorId, code } = cause as SluiceError;
  expect(code).toBe('INTERNAL');
  expect(errorId).toMatch(/^[0-9a-f]{8}$/);
  expect(message).toContain(errorId);
  expect(message).not.toContain('hunter2');
  const response = toErrorResponse(new Error('password=hunter2'));
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('hunter2');
});

test('an error of the catalogue has no id: there is nothing in the log to look for', () => {
  expect((toTrpcError(new SluiceError('CONFLICT', 'Taken.')).cause as SluiceError).errorId).toBeUndefined();
});
