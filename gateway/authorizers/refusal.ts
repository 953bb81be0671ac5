import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';

/** A failure whose text callers read depends on the API's behaviour: AWS's own, or one that says what is wrong. */
export function refusal(
  exchange: Exchange,
  type: Failure['type'],
  texts: { cause: string; strict?: string; friendly?: string },
): Failure {
  const { cause, strict, friendly } = texts;
  const message = exchange.side?.prepared.api.behavior === 'aws-strict' ? strict : (friendly ?? strict);
  return message === undefined ? { type, cause } : { type, cause, message };
}

/** 401, with a sentence that tells the caller what its request lacks. */
export function unauthorized(exchange: Exchange, friendly: string, cause: string = friendly): Failure {
  return refusal(exchange, 'UNAUTHORIZED', { cause, friendly });
}

export function authorizerFailed(cause: string): Failure {
  return { type: 'AUTHORIZER_FAILURE', cause };
}

export function authorizerMisconfigured(cause: string): Failure {
  return { type: 'AUTHORIZER_CONFIGURATION_ERROR', cause };
}
