import { headerValue } from '#gateway/http/headers.ts';
import type { UpstreamAnswer } from '#gateway/http/upstream-types.ts';
import type { Failure } from '#gateway/pipeline/exchange.ts';

const empty = Buffer.alloc(0);

/** What a function gave, or the message of the error that it threw. */
export type FunctionResult = { payload: Buffer; errorMessage: string | null };

/**
 * Reads the answer of Lambda's Invoke. Errors of the Lambda service itself never become a response of the API: AWS API
 * Gateway answers 500 for them (a function that is throttled among them), 502 when Lambda itself failed.
 */
export function functionResult({ status, rawHeaders, body }: UpstreamAnswer): FunctionResult | Failure {
  const payload = Buffer.isBuffer(body) ? body : empty;
  if (status < 200 || status >= 300) {
    const cause = `Lambda answered ${status}: ${excerpt(payload)}`;
    if (status >= 500) return { type: 'INTEGRATION_FAILURE', status: 502, cause };
    return status === 429
      ? { type: 'INTEGRATION_FAILURE', status: 500, cause }
      : { type: 'API_CONFIGURATION_ERROR', cause };
  }
  if (headerValue(rawHeaders, 'x-amz-function-error') === null) return { payload, errorMessage: null };
  return { payload, errorMessage: errorMessageOf(payload) };
}

/** `errorMessage` of what a function threw; the whole text when it has none. */
function errorMessageOf(payload: Buffer): string {
  const text = payload.toString('utf8');
  try {
    const value = JSON.parse(text) as unknown;
    if (
      value !== null &&
      typeof value === 'object' &&
      'errorMessage' in value &&
      typeof value.errorMessage === 'string'
    )
      return value.errorMessage;
  } catch {
    return text;
  }
  return text;
}

/** The beginning of a payload, for a cause. */
export function excerpt(payload: Buffer): string {
  const text = payload.toString('utf8', 0, 400);
  return payload.byteLength > 400 ? `${text}…` : text;
}
