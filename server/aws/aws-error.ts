import { SluiceError, type ErrorCode } from '#core/errors.ts';
import { log } from '../log.ts';
import { storeFault } from '../store/fault.ts';

/** The error types of API Gateway's service model, and those that every AWS service may answer, with their statuses. */
const statuses = {
  BadRequestException: 400,
  IncompleteSignatureException: 400,
  SerializationException: 400,
  ValidationException: 400,
  UnknownOperationException: 404,
  AccessDeniedException: 403,
  ExpiredTokenException: 403,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
  NotFoundException: 404,
  ConflictException: 409,
  RequestEntityTooLargeException: 413,
  LimitExceededException: 429,
  TooManyRequestsException: 429,
  InternalFailure: 500,
  ServiceUnavailableException: 503,
} as const;

export type AwsErrorType = keyof typeof statuses;

/** An error in AWS's form; the message is the caller's to read. */
export class AwsError extends Error {
  override name = 'AwsError';
  readonly type: AwsErrorType;
  readonly retryAfterSeconds: number | null;

  constructor(type: AwsErrorType, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.type = type;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get status(): number {
    return statuses[this.type];
  }
}

export function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

const types: Record<ErrorCode, AwsErrorType> = {
  BAD_INPUT: 'BadRequestException',
  UNAUTHENTICATED: 'UnrecognizedClientException',
  FORBIDDEN: 'AccessDeniedException',
  NOT_FOUND: 'NotFoundException',
  CONFLICT: 'ConflictException',
  STALE: 'ConflictException',
  PRECONDITION_FAILED: 'BadRequestException',
  TOO_LARGE: 'RequestEntityTooLargeException',
  LIMIT_EXCEEDED: 'LimitExceededException',
  UNAVAILABLE: 'ServiceUnavailableException',
  INTERNAL: 'InternalFailure',
};

/** The AWS error of whatever an operation threw. What was not foreseen is logged, and answered without its message. */
export function toAwsError(thrown: unknown, requestId: string): AwsError {
  if (thrown instanceof AwsError) return thrown;
  if (thrown instanceof SluiceError) return new AwsError(types[thrown.code], thrown.message);
  const fault = storeFault(thrown);
  if (fault) {
    log.warn({ cause: String(thrown), requestId }, fault.message);
    return new AwsError(types[fault.code], fault.message);
  }
  log.error({ err: thrown, requestId }, 'unforeseen error of the control API');
  return new AwsError('InternalFailure', 'Internal server error');
}

/** Calls a verb, and answers in AWS's words where a client may look for them: one message for each code of the verb's errors. */
export async function inAwsWords<Result>(
  messages: Partial<Record<ErrorCode, string>>,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (thrown) {
    const message = thrown instanceof SluiceError ? messages[thrown.code] : undefined;
    if (message === undefined || !(thrown instanceof SluiceError)) throw thrown;
    throw new AwsError(types[thrown.code], message);
  }
}
