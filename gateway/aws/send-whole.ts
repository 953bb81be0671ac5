import type { UpstreamAnswer, UpstreamClient, UpstreamFault, UpstreamRequest } from '#gateway/http/upstream-types.ts';

/** An upstream call of the gateway's own that failed. */
export class UpstreamFailed extends Error {
  override name = 'UpstreamFailed';
  readonly kind: UpstreamFault['kind'];

  constructor({ kind, message }: UpstreamFault) {
    super(message);
    this.kind = kind;
  }
}

export type WholeAnswer = Pick<UpstreamAnswer, 'status' | 'rawHeaders' | 'requestId'> & { body: Buffer };

const empty = Buffer.alloc(0);

/**
 * Sends a request and waits for its whole answer.
 * @throws UpstreamFailed
 */
export function sendWhole(upstream: UpstreamClient, request: UpstreamRequest): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    const answered = (_: null, { status, rawHeaders, requestId, body }: UpstreamAnswer) =>
      resolve({ status, rawHeaders, requestId, body: Buffer.isBuffer(body) ? body : empty });
    const failed = (_: null, fault: UpstreamFault) => reject(new UpstreamFailed(fault));
    upstream.send(request, { answered, failed }, null, 'whole');
  });
}
