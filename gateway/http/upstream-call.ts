import type { Dispatcher } from 'undici';
import { connectionTokens, isHopByHop, payloadMaxBytes } from './headers.ts';
import type { BodySink, BodyStream } from './types.ts';
import { ClientGone, PayloadTooLarge } from './types.ts';
import type {
  PoolEntry,
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

/** One exchange with an upstream: undici's handler on one side, a body stream for the front end on the other. */
export class UpstreamCall<Context> implements Dispatcher.DispatchHandler, BodyStream {
  private readonly entry: PoolEntry;
  private readonly request: UpstreamRequest;
  private readonly receiver: UpstreamReceiver<Context>;
  private readonly context: Context;
  private readonly mode: UpstreamMode;
  private controller: Dispatcher.DispatchController | null = null;
  private state: State = 'waiting';
  private isDispatching = false;
  private attempts = 0;
  private timer: NodeJS.Timeout;
  private status = 0;
  private rawHeaders: string[] = [];
  private declaredLength: string | null = null;
  private chunks: Buffer[] = [];
  private bytes = 0;
  private sink: BodySink | null = null;
  private ended = false;
  private pausedAtMs = 0;

  constructor(
    entry: PoolEntry,
    request: UpstreamRequest,
    receiver: UpstreamReceiver<Context>,
    context: Context,
    mode: UpstreamMode,
  ) {
    this.entry = entry;
    this.request = request;
    this.receiver = receiver;
    this.context = context;
    this.mode = mode;
    if (request.bodyLength !== null) request.rawHeaders.push('content-length', String(request.bodyLength));
    entry.inFlight += 1;
    this.timer = setTimeout(onTimeout, request.timeoutMs, this);
  }

  get length(): number | null {
    return this.declaredLength === null ? null : Number(this.declaredLength);
  }

  dispatch(): void {
    const { request } = this;
    this.attempts += 1;
    this.isDispatching = true;
    try {
      this.entry.pool.dispatch(
        {
          path: request.path,
          method: request.method,
          headers: request.rawHeaders,
          body: request.body,
          blocking: false,
        },
        this,
      );
    } catch (error) {
      this.onResponseError(this.controller, error as Error);
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
    if (this.state === 'flowing' && this.controller?.paused) {
      if (performance.now() - this.pausedAtMs < slowReaderMs) return void this.timer.refresh();
    }
    const where = this.state === 'waiting' ? 'no answer' : 'the answer stalled';
    this.fault({ kind: 'timeout', message: `${this.request.origin}: ${where} within ${this.request.timeoutMs} ms.` });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.state === 'over') controller.abort(new Error('No one waits for this answer any more.'));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (this.state !== 'waiting' || status < 200) return;
    this.status = status;
    this.readHeaders(controller.rawHeaders);
    const declared = this.length ?? 0;
    const isBodiless = this.request.method === 'HEAD' || status === 204 || status === 304;
    if (this.mode === 'whole' && !isBodiless && declared > payloadMaxBytes) return this.tooLarge();
    this.state = 'collecting';
    if (isBodiless) return;
    if (this.mode === 'stream' || (this.mode === 'small-whole' && declared > smallBodyMaxBytes)) this.startFlow();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.state === 'flowing') {
      this.timer.refresh();
      if (this.sink === null) this.chunks.push(chunk);
      else if (!this.sink.write(chunk)) this.pause(controller);
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

  onResponseEnd(): void {
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
    const { chunks, status, rawHeaders, declaredLength } = this;
    const body = chunks.length === 0 ? null : chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks);
    this.receiver.answered(this.context, { status, rawHeaders, body, declaredLength });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.state === 'over') return;
    if (this.state === 'waiting' && this.mayRetry(error)) return this.dispatch();
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
      this.controller?.resume();
    } else {
      this.pausedAtMs = performance.now();
    }
  }

  resume(): void {
    this.controller?.resume();
  }

  cancel(): void {
    if (this.state === 'over') return;
    this.finish();
    this.controller?.abort(new Error('The caller went away.'));
  }

  /** A server may close an idle connection just as a request is written to it; it never saw that request. */
  private mayRetry(error: Error): boolean {
    const { body, method } = this.request;
    const isReplayable = body === null || Buffer.isBuffer(body);
    return this.attempts === 1 && isReplayable && idempotentMethods.has(method) && isStaleConnection(error);
  }

  private pause(controller: Dispatcher.DispatchController): void {
    this.pausedAtMs = performance.now();
    controller.pause();
  }

  /** Hands the head over; the body follows once the front end opens it. */
  private startFlow(): void {
    this.state = 'flowing';
    if (this.controller) this.pause(this.controller);
    const { status, rawHeaders, declaredLength } = this;
    this.receiver.answered(this.context, { status, rawHeaders, body: this, declaredLength });
  }

  private tooLarge(): void {
    this.fault({
      kind: 'too-large',
      message: `The answer of ${this.request.origin} is larger than ${payloadMaxBytes} bytes.`,
    });
  }

  private fault(fault: UpstreamFault): void {
    const { state, controller } = this;
    this.finish();
    if (controller && !controller.aborted) controller.abort(new Error(fault.message));
    if (state === 'flowing') this.sink?.fail();
    else if (this.isDispatching) queueMicrotask(() => this.receiver.failed(this.context, fault));
    else this.receiver.failed(this.context, fault);
  }

  private finish(): void {
    const { body } = this.request;
    // What is left of an upload that no one reads any more is the front end's to discard.
    if (body !== null && !Buffer.isBuffer(body)) body.destroy();
    this.state = 'over';
    clearTimeout(this.timer);
    this.entry.inFlight -= 1;
    this.entry.lastUsedMs = performance.now();
  }

  private readHeaders(raw: Dispatcher.DispatchController['rawHeaders']): void {
    if (!Array.isArray(raw)) return;
    let connection: string | null = null;
    for (let i = 0; i < raw.length; i += 2) {
      const name = latin1(raw[i]);
      const value = latin1(raw[i + 1]);
      const key = name.toLowerCase();
      if (isGatewayHeader(key)) continue;
      if (!isHopByHop(key)) this.rawHeaders.push(name, value);
      else if (key === 'content-length') this.declaredLength = value;
      else if (key === 'connection') connection = value;
    }
    const named = connectionTokens(connection);
    if (named) this.rawHeaders = withoutHeaders(this.rawHeaders, named);
  }
}

function onTimeout(call: { timedOut(): void }): void {
  call.timedOut();
}

function latin1(part: Buffer | string | undefined): string {
  if (part === undefined) return '';
  return typeof part === 'string' ? part : part.toString('latin1');
}

/** Ids that the gateway gives each response itself. */
function isGatewayHeader(name: string): boolean {
  return name === 'x-amzn-requestid' || name === 'x-amz-apigw-id';
}

function withoutHeaders(rawHeaders: string[], names: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (!names.has(name.toLowerCase())) kept.push(name, rawHeaders[i + 1] ?? '');
  }
  return kept;
}

/** A connection that had answered before, or was reset, and closed before any byte of this answer. */
function isStaleConnection(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ECONNRESET' || code === 'EPIPE') return true;
  return code === 'UND_ERR_SOCKET' && ((error as { socket?: { bytesRead?: number } }).socket?.bytesRead ?? 0) > 0;
}

/** Maps what undici and the socket report to the few kinds that the pipeline tells apart. */
function faultOf(error: Error, origin: string): UpstreamFault {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const cause = error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
  const message = `${origin}: ${cause}`;
  if (error instanceof PayloadTooLarge) return { kind: 'request-too-large', message: error.message };
  if (error instanceof ClientGone) return { kind: 'reset', message: error.message };
  if (code === 'SLUICE_ADDRESS_REFUSED') return { kind: 'refused-address', message };
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return { kind: 'timeout', message };
  if (/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(code))
    return { kind: 'connect', message };
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code)) return { kind: 'connect', message };
  if (/^(?:HPE_|UND_ERR_HEADERS|UND_ERR_RES_CONTENT|UND_ERR_INVALID|UND_ERR_REQ)/.test(code))
    return { kind: 'protocol', message };
  return { kind: 'reset', message };
}
