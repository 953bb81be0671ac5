import { connectionTokens, isHopByHop, joined, payloadMaxBytes } from './headers.ts';
import { requestHead, UnwritableRequest } from './request-head.ts';
import type { BodySink, BodyStream } from './types.ts';
import { ClientGone, PayloadTooLarge } from './types.ts';
import type { Delivery, Exchanging, UpstreamConnection } from './upstream-connection.ts';
import type { UpstreamPool, Waiting } from './upstream-pool.ts';
import type {
  UpstreamFault,
  UpstreamFaultKind,
  UpstreamMode,
  UpstreamReceiver,
  UpstreamRequest,
} from './upstream-types.ts';

/** In `small-whole` mode a body up to this size is collected, so that a fault in it is still a clean error. */
const smallBodyMaxBytes = 64 * 1024;
/** How long a caller may read nothing while its response waits, ms. */
const slowReaderMs = 60_000;

const idempotentMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

type State = 'waiting' | 'collecting' | 'flowing' | 'over';

/** One exchange with an upstream: a connection on one side, a body stream for the front end on the other. */
export class UpstreamCall<Context> implements Exchanging, Waiting, BodyStream {
  private readonly pool: UpstreamPool;
  private readonly request: UpstreamRequest;
  private readonly receiver: UpstreamReceiver<Context>;
  private readonly context: Context;
  private readonly mode: UpstreamMode;
  private connection: UpstreamConnection | null = null;
  private state: State = 'waiting';
  private requestHead = '';
  private isDispatching = false;
  private attempts = 0;
  private timer: NodeJS.Timeout;
  private status = 0;
  private rawHeaders: string[] = [];
  private declaredLength: string | null = null;
  private requestId: string | null = null;
  private chunks: Buffer[] = [];
  private bytes = 0;
  private sink: BodySink | null = null;
  private ended = false;
  private pausedAtMs = 0;

  constructor(
    pool: UpstreamPool,
    request: UpstreamRequest,
    receiver: UpstreamReceiver<Context>,
    context: Context,
    mode: UpstreamMode,
  ) {
    this.pool = pool;
    this.request = request;
    this.receiver = receiver;
    this.context = context;
    this.mode = mode;
    pool.inFlight += 1;
    this.timer = setTimeout(onTimeout, request.timeoutMs, this);
  }

  get length(): number | null {
    return this.declaredLength === null ? null : Number(this.declaredLength);
  }

  get isOver(): boolean {
    return this.state === 'over';
  }

  dispatch(): void {
    this.attempts += 1;
    this.isDispatching = true;
    try {
      this.requestHead ||= requestHead(this.request);
      this.pool.dispatch(this);
    } catch (error) {
      this.fault(faultOf(error as Error, this.request.origin));
    }
    this.isDispatching = false;
  }

  refuse(kind: UpstreamFaultKind, message: string): void {
    this.isDispatching = true;
    this.fault({ kind, message });
    this.isDispatching = false;
  }

  /** The deadline passed, or nothing came for too long. */
  timedOut(): void {
    if (this.state === 'over') return;
    if (this.state === 'flowing' && this.connection?.isPaused) {
      if (performance.now() - this.pausedAtMs < slowReaderMs) return void this.timer.refresh();
    }
    const where = this.state === 'waiting' ? 'no answer' : 'the answer stalled';
    this.fault({ kind: 'timeout', message: `${this.request.origin}: ${where} within ${this.request.timeoutMs} ms.` });
  }

  serveOn(connection: UpstreamConnection): void {
    const { request } = this;
    this.connection = connection;
    connection.serve(this, this.requestHead, request.body, request.bodyLength === null);
  }

  unserved(error: Error): void {
    if (this.state !== 'over') this.fault(faultOf(error, this.request.origin));
  }

  head(status: number, rawHeaders: string[]): boolean {
    this.status = status;
    this.readHeaders(rawHeaders);
    const declared = this.length ?? 0;
    const isBodiless = this.request.method === 'HEAD' || status === 204 || status === 304;
    if (this.mode === 'whole' && !isBodiless && declared > payloadMaxBytes) {
      this.tooLarge();
      return false;
    }
    this.state = 'collecting';
    if (isBodiless) return true;
    if (this.mode === 'stream' || (this.mode === 'small-whole' && declared > smallBodyMaxBytes)) this.startFlow();
    return false;
  }

  data(chunk: Buffer): void {
    if (this.state === 'flowing') {
      this.timer.refresh();
      if (this.sink === null) this.chunks.push(chunk);
      else if (!this.sink.write(chunk)) this.pause();
      return;
    }
    if (this.state !== 'collecting') return;
    this.bytes += chunk.byteLength;
    this.chunks.push(chunk);
    if (this.mode === 'whole') {
      if (this.bytes > payloadMaxBytes) this.tooLarge();
    } else if (this.bytes > smallBodyMaxBytes) {
      this.startFlow();
    }
  }

  complete(): void {
    this.connection = null;
    if (this.state === 'flowing') {
      this.ended = true;
      if (this.sink) {
        this.finish();
        this.sink.end();
      }
      return;
    }
    if (this.state !== 'collecting') return;
    this.finish();
    const { chunks, status, rawHeaders, declaredLength, requestId } = this;
    const body = chunks.length === 0 ? null : chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks);
    this.receiver.answered(this.context, { status, rawHeaders, body, declaredLength, requestId });
  }

  broke(error: Error, delivery: Delivery): void {
    this.connection = null;
    if (this.state === 'over') return;
    if (this.state === 'waiting' && this.mayRetry(delivery)) {
      // What closed this one has most likely closed the others.
      this.pool.closeIdle(true);
      return this.dispatch();
    }
    this.fault(faultOf(error, this.request.origin));
  }

  open(sink: BodySink): void {
    this.sink = sink;
    const { chunks } = this;
    this.chunks = [];
    let wantsMore = true;
    for (const chunk of chunks) wantsMore = sink.write(chunk);
    if (this.ended) {
      this.finish();
      sink.end();
    } else if (this.state === 'over') {
      sink.fail();
    } else if (wantsMore) {
      this.connection?.resume();
    } else {
      this.pausedAtMs = performance.now();
    }
  }

  resume(): void {
    this.connection?.resume();
  }

  cancel(): void {
    if (this.state === 'over') return;
    const { connection } = this;
    this.finish();
    connection?.destroy();
  }

  /** Once, when the server never saw the request, or most likely did not and would not mind (RFC 9110, section 9.2.2). */
  private mayRetry(delivery: Delivery): boolean {
    const { body, method } = this.request;
    if (this.attempts > 1 || (body !== null && !Buffer.isBuffer(body))) return false;
    return delivery === 'unsent' || (delivery === 'unseen' && idempotentMethods.has(method));
  }

  private pause(): void {
    this.pausedAtMs = performance.now();
    this.connection?.pause();
  }

  /** Hands the head over; the body follows once the front end opens it. */
  private startFlow(): void {
    this.state = 'flowing';
    this.pause();
    const { status, rawHeaders, declaredLength, requestId } = this;
    this.receiver.answered(this.context, { status, rawHeaders, body: this, declaredLength, requestId });
  }

  private tooLarge(): void {
    this.fault({
      kind: 'too-large',
      message: `The answer of ${this.request.origin} is larger than ${payloadMaxBytes} bytes.`,
    });
  }

  private fault(fault: UpstreamFault): void {
    const { state, connection } = this;
    this.finish();
    connection?.destroy();
    if (state === 'flowing') this.sink?.fail();
    else if (this.isDispatching) queueMicrotask(() => this.receiver.failed(this.context, fault));
    else this.receiver.failed(this.context, fault);
  }

  private finish(): void {
    const { body } = this.request;
    // What is left of an upload that no one reads any more is the front end's to discard.
    if (body !== null && !Buffer.isBuffer(body)) body.destroy();
    this.state = 'over';
    this.connection = null;
    clearTimeout(this.timer);
    this.pool.inFlight -= 1;
    this.pool.lastUsedMs = performance.now();
  }

  private readHeaders(raw: readonly string[]): void {
    let connection: string | null = null;
    for (let i = 0; i < raw.length; i += 2) {
      const name = raw[i] ?? '';
      const value = raw[i + 1] ?? '';
      const key = name.toLowerCase();
      // The gateway gives each response ids of its own.
      if (key === 'x-amz-apigw-id') continue;
      if (key === 'x-amzn-requestid') {
        this.requestId = value;
        continue;
      }
      if (!isHopByHop(key)) this.rawHeaders.push(name, value);
      else if (key === 'content-length') this.declaredLength = value;
      else if (key === 'connection') connection = joined(connection, value);
      else if (key === 'transfer-encoding') checkCoding(value);
    }
    const named = connectionTokens(connection);
    if (named) this.rawHeaders = withoutHeaders(this.rawHeaders, named);
  }
}

function onTimeout(call: { timedOut(): void }): void {
  call.timedOut();
}

/** @throws when the bytes within the chunks are in a coding that nobody asked for (RFC 9112 section 6.1) */
function checkCoding(transferEncoding: string): void {
  if (/^(?:chunked|identity)$/i.test(transferEncoding)) return;
  throw Object.assign(new Error(`Its transfer coding is ${transferEncoding}.`), { code: 'HPE_TRANSFER_CODING' });
}

function withoutHeaders(rawHeaders: string[], names: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (!names.has(name.toLowerCase())) kept.push(name, rawHeaders[i + 1] ?? '');
  }
  return kept;
}

/** Maps what the connection reports to the few kinds that the pipeline tells apart. */
function faultOf(error: Error, origin: string): UpstreamFault {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const cause = error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
  const message = `${origin}: ${cause}`;
  if (error instanceof PayloadTooLarge) return { kind: 'request-too-large', message: error.message };
  if (error instanceof ClientGone) return { kind: 'reset', message: error.message };
  if (code === 'SLUICE_ADDRESS_REFUSED') return { kind: 'refused-address', message };
  if (code === 'SLUICE_CONNECT_TIMEOUT') return { kind: 'timeout', message };
  if (/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(code))
    return { kind: 'connect', message };
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code)) return { kind: 'connect', message };
  if (error instanceof UnwritableRequest || code.startsWith('HPE_')) return { kind: 'protocol', message };
  return { kind: 'reset', message };
}
