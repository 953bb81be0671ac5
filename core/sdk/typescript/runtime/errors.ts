/** What every error of this package is an instance of. */
export class SdkError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The client was given something it cannot work with: a missing API key, an empty path parameter. Nothing was sent. */
export class ConfigurationError extends SdkError {}

/** The request did not reach the API, or its answer did not arrive. */
export class ConnectionError extends SdkError {}

/** The API did not answer in time. */
export class TimeoutError extends ConnectionError {}

/** The caller's signal aborted the request. */
export class RequestAbortedError extends SdkError {}

/** The answer could not be read as what it says it is. */
export class DecodeError extends SdkError {
  readonly response: ResponseInfo;

  constructor(message: string, response: ResponseInfo, options?: ErrorOptions) {
    super(message, options);
    this.response = response;
  }
}

/** Everything of an answer but its body. */
export type ResponseInfo = {
  status: number;
  headers: Headers;
  /** The API's id of the request, for its logs. */
  requestId: string | undefined;
  url: string;
};

/** The API answered with an error. */
export class ApiError extends SdkError {
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string | undefined;
  /** What kind of error the gateway names in `x-amzn-errortype`, such as `ForbiddenException`. */
  readonly errorType: string | undefined;
  /** The parsed body: an object when it was JSON, else its text; undefined when there was none. */
  readonly body: unknown;

  constructor(response: ResponseInfo, body: unknown) {
    super(messageOf(response.status, body));
    this.status = response.status;
    this.headers = response.headers;
    this.requestId = response.requestId;
    this.errorType = response.headers.get('x-amzn-errortype')?.split(':')[0];
    this.body = body;
  }
}

export class BadRequestError extends ApiError {}
export class AuthenticationError extends ApiError {}
export class PermissionDeniedError extends ApiError {}
export class NotFoundError extends ApiError {}
export class ConflictError extends ApiError {}
export class UnprocessableEntityError extends ApiError {}
export class RateLimitError extends ApiError {}
export class ServerError extends ApiError {}

const byStatus: ReadonlyMap<number, new (response: ResponseInfo, body: unknown) => ApiError> = new Map([
  [400, BadRequestError],
  [401, AuthenticationError],
  [403, PermissionDeniedError],
  [404, NotFoundError],
  [409, ConflictError],
  [422, UnprocessableEntityError],
  [429, RateLimitError],
]);

/** The error for an answer that is none of success. */
export function errorFor(response: ResponseInfo, body: unknown): ApiError {
  const Known = byStatus.get(response.status) ?? (response.status >= 500 ? ServerError : ApiError);
  return new Known(response, body);
}

/** The message of the usual error bodies: `message`, RFC 9457's `detail` and `title`, or the status alone. */
function messageOf(status: number, body: unknown): string {
  if (typeof body === 'object' && body !== null) {
    const fields = body as { message?: unknown; Message?: unknown; detail?: unknown; title?: unknown };
    for (const text of [fields.message, fields.Message, fields.detail, fields.title]) {
      if (typeof text === 'string' && text !== '') return `${status} ${text}`;
    }
  }
  return `The API answered with status ${status}.`;
}
