import { type AwsError, badRequest } from './aws-error.ts';

/** AWS's error for expressions of parameters and mappings, each with what is wrong with it. */
export function mappingError(errors: readonly string[]): AwsError {
  return badRequest(
    `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${errors.join(', ')}]`,
  );
}
