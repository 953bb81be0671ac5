import { inAwsWords } from './aws-error.ts';
import type { AwsCall } from './operation.ts';

/** Runs an operation of the call's API. Each of them answers in the same words when the API does not exist. */
export function withApi<Result>(call: AwsCall, run: (apiId: string) => Promise<Result>): Promise<Result> {
  const apiId = call.path.restapi_id ?? '';
  return inAwsWords({ NOT_FOUND: `Invalid API identifier specified ${call.accountId}:${apiId}` }, () => run(apiId));
}
