/**
 * The closed catalogue of errors that a verb may raise. Each code has one HTTP status and one tRPC code, so every
 * transport maps errors the same way and none invents its own.
 */
export const errorCatalogue = {
  BAD_INPUT: { status: 400, trpc: 'BAD_REQUEST' },
  UNAUTHENTICATED: { status: 401, trpc: 'UNAUTHORIZED' },
  FORBIDDEN: { status: 403, trpc: 'FORBIDDEN' },
  NOT_FOUND: { status: 404, trpc: 'NOT_FOUND' },
  CONFLICT: { status: 409, trpc: 'CONFLICT' },
  STALE: { status: 409, trpc: 'CONFLICT' },
  PRECONDITION_FAILED: { status: 412, trpc: 'PRECONDITION_FAILED' },
  TOO_LARGE: { status: 413, trpc: 'PAYLOAD_TOO_LARGE' },
  LIMIT_EXCEEDED: { status: 429, trpc: 'TOO_MANY_REQUESTS' },
  UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
  INTERNAL: { status: 500, trpc: 'INTERNAL_SERVER_ERROR' },
} as const satisfies Record<string, { status: number; trpc: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** One thing that is wrong, with an RFC 6901 JSON Pointer into the input or the design when the place is known. */
export type Issue = { message: string; pointer?: string; line?: number; column?: number };

/**
 * An error meant for the caller: `message` is public and says what to do. `cause` stays private: it goes to the log and
 * never to a response.
 */
export class SluiceError extends Error {
  readonly code: ErrorCode;
  readonly issues: Issue[];
  /** Names the log's line about an unforeseen error, for its caller to quote. */
  readonly errorId: string | undefined;

  constructor(code: ErrorCode, message: string, options: { issues?: Issue[]; cause?: unknown; errorId?: string } = {}) {
    super(message, { cause: options.cause });
    this.name = 'SluiceError';
    this.code = code;
    this.issues = options.issues ?? [];
    this.errorId = options.errorId;
  }
}

/** The error for an object that does not exist in the caller's workspace, whether or not it exists in another one. */
export function notFound(what: string, id: string): SluiceError {
  return new SluiceError('NOT_FOUND', `${what} ${id} does not exist in this workspace.`);
}
