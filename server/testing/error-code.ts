import { type ErrorCode, SluiceError } from '#core/errors.ts';

/** The catalogue code with which a verb refuses, or what else came of it. */
export async function errorCode(outcome: Promise<unknown>): Promise<ErrorCode | 'no error' | string> {
  try {
    await outcome;
    return 'no error';
  } catch (error) {
    return error instanceof SluiceError ? error.code : String(error);
  }
}
