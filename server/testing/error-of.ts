import { SluiceError } from '#core/errors.ts';

/** The error that a verb answers with; a test that expected one fails when there is none. */
export async function errorOf(work: Promise<unknown>): Promise<SluiceError> {
  const outcome = await work.then(
    (value: unknown) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof SluiceError) return outcome.error;
  throw new Error(`expected a SluiceError, got ${JSON.stringify(outcome)}`, {
    cause: 'error' in outcome ? outcome.error : undefined,
  });
}

/** The code of the error that a verb answers with, or `no error`. */
export async function errorCode(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: unknown) => (error instanceof SluiceError ? error.code : String(error)),
  );
}
