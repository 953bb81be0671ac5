import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { errorDetails, isFinal } from './error-details.ts';

/** What the transport makes of an answer with this error in it. */
function rejection(message: string, sluice?: object) {
  const data = { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, ...(sluice && { sluice }) };
  return TRPCClientError.from({ error: { code: -32603, message, data } });
}

test('an unforeseen error has the id that the server’s log has', () => {
  const error = rejection('Quote error 1a2b3c4d.', { code: 'INTERNAL', issues: [], errorId: '1a2b3c4d' });
  expect(errorDetails(error)).toEqual({
    code: 'INTERNAL',
    message: 'Quote error 1a2b3c4d.',
    issues: [],
    errorId: '1a2b3c4d',
  });
});

test('an error of the catalogue is final, one without an answer may be asked again', () => {
  expect(isFinal(rejection('No.', { code: 'FORBIDDEN', issues: [] }))).toBe(true);
  expect(errorDetails(rejection('fetch failed'))).toMatchObject({ code: 'UNAVAILABLE' });
  expect(isFinal(rejection('fetch failed'))).toBe(false);
});
