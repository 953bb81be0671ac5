import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { writeAtTurnEnd, type Writing } from './turn-end.ts';
import {
  ClientGone,
  PayloadTooLarge,
  type BodySink,
  type BodyStream,
  type CallHandler,
  type GatewayResponse,
  type HttpCall,
  type RequestBody,
} from './types.ts';

/** Bodies up to this size travel in one write with the header block. */
const singleWriteMaxBytes = 16 * 1024;

/** node:http's response with the call that it answers, so that its events need no closure per request. */
export class Reply extends ServerResponse {
  call: { closed(): void; drained(): void } | null = null;
}

/** One request of node:http behind the gateway's own types. One object per request. */
export class NodeCall<Data> implements HttpCall<Data>, BodySink, Writing {
  data: Data | null = null;
  readonly body: RequestBody | null;
  private readonly handler: CallHandler<Data>;
  private readonly request: IncomingMessage;
  private readonly response: Reply;
  private source: BodyStream | null = null;
  /** The body of a response whose head is written with it. */
  private unsent: Buffer | null = null;
  /** Bytes of a streamed body were written, and its head with them. */
  private isFlowing = false;
  private settled = false;

  constructor(
    handler: CallHandler<Data>,
    request: IncomingMessage,
    response: Reply,
    hasBody: boolean,
    length: number | null,
  ) {
    this.handler = handler;
    this.request = request;
    this.response = response;
    response.call = this;
    response.on('close', onClose);
    this.body = hasBody ? new NodeBody(request, length) : null;
  }

  get method(): string {
    return this.request.method ?? 'GET';
  }

  get target(): string {
    return this.request.url ?? '/';
  }

  get rawHeaders(): readonly string[] {
    return this.request.rawHeaders;
  }

  get remoteAddress(): string {
    return this.request.socket.remoteAddress ?? '';
  }

  send(response: GatewayResponse): void {
    const { rawHeaders, status } = response;
    const { response: out } = this;
    let { body } = response;
    if (out.destroyed || out.writableEnded) {
      if (body !== null && !Buffer.isBuffer(body)) body.cancel();
      return this.settle(false);
    }
    if (this.request.method === 'HEAD' && body !== null && !Buffer.isBuffer(body)) {
      // An integration that always sends GET; nobody reads what it streams.
      body.cancel();
      body = null;
    }
    if (body === null || Buffer.isBuffer(body)) {
      const length = body?.byteLength ?? 0;
      const declared = this.request.method === 'HEAD' ? response.headLength : String(length);
      if (declared !== null && status !== 204 && status !== 304) rawHeaders.push('content-length', declared);
      out.writeHead(status, rawHeaders);
      this.unsent = body;
      writeAtTurnEnd(this);
      return this.settle(true);
    }
    if (body.length !== null) rawHeaders.push('content-length', String(body.length));
    out.writeHead(status, rawHeaders);
    this.source = body;
    out.on('drain', onDrain);
    body.open(this);
    if (!this.isFlowing) writeAtTurnEnd(this);
  }

  /** Writes the response, or the head of one whose body lets wait for itself, unless its connection is gone by now. */
  flush(): void {
    const { response: out, unsent } = this;
    this.unsent = null;
    if (out.destroyed) return;
    if (this.source) {
      // Not `flushHeaders`, which writes header values as UTF-8.
      if (!this.isFlowing && !out.writableEnded) out.write('', 'latin1');
    } else if (unsent === null) out.end();
    else if (unsent.byteLength <= singleWriteMaxBytes) out.end(unsent.toString('latin1'), 'latin1');
    else out.end(unsent);
  }

  write(chunk: Buffer): boolean {
    this.isFlowing = true;
    return this.response.write(chunk);
  }

  end(): void {
    this.response.end();
    this.settle(true);
  }

  fail(): void {
    const { source, request, response } = this;
    // The end of the connection is the end of such a body, so that only a reset tells that it broke off.
    if (source?.length === null && request.httpVersion === '1.0') response.socket?.resetAndDestroy();
    this.abort();
  }

  abort(): void {
    const { response } = this;
    // A response that waits behind another has no connection yet.
    if (response.socket === null) response.once('socket', destroySocket);
    response.destroy();
    this.settle(false);
  }

  drained(): void {
    this.source?.resume();
  }

  /** The connection closed. */
  closed(): void {
    if (this.settled) return;
    if (this.source) {
      this.source.cancel();
      this.settle(false);
    } else {
      this.settled = true;
      this.handler.gone(this);
    }
  }

  private settle(complete: boolean): void {
    if (this.settled) return;
    this.settled = true;
    this.handler.done(this, complete);
  }
}

function onClose(this: Reply): void {
  this.call?.closed();
}

function onDrain(this: Reply): void {
  this.call?.drained();
}

function destroySocket(socket: Socket): void {
  socket.destroy();
}

/** A body of node:http. Kept apart from the socket: destroying the stream that it hands out leaves the connection open. */
class NodeBody implements RequestBody {
  readonly length: number | null;
  private readonly request: IncomingMessage;
  private whole: Promise<Buffer> | null = null;

  constructor(request: IncomingMessage, length: number | null) {
    this.request = request;
    this.length = length;
  }

  read(limitBytes: number): Promise<Buffer> {
    this.whole ??= this.collect(limitBytes);
    return this.whole;
  }

  private collect(limitBytes: number): Promise<Buffer> {
    const { request } = this;
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
        if (bytes <= limitBytes) return void chunks.push(chunk);
        chunks.length = 0;
        reject(new PayloadTooLarge(`The payload is larger than ${limitBytes} bytes.`));
      });
      request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
      request.on('close', () => reject(new ClientGone('The caller went away.')));
      request.on('error', () => reject(new ClientGone('The caller went away.')));
    });
  }

  stream(limitBytes: number): Readable {
    const { request, whole } = this;
    if (whole) return Readable.from(replay(whole), { objectMode: false });
    const limiter = new Limiter(limitBytes);
    // Its reader may have let go of it by the time it fails.
    limiter.on('error', () => undefined);
    request.pipe(limiter);
    request.on('close', () => {
      if (!request.complete) limiter.destroy(new ClientGone('The caller went away.'));
    });
    limiter.on('close', () => {
      request.unpipe(limiter);
      request.resume();
    });
    return limiter;
  }
}

async function* replay(whole: Promise<Buffer>): AsyncGenerator<Buffer> {
  const bytes = await whole;
  if (bytes.byteLength > 0) yield bytes;
}

class Limiter extends Transform {
  private left: number;

  constructor(limitBytes: number) {
    super();
    this.left = limitBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    this.left -= chunk.byteLength;
    if (this.left < 0) callback(new PayloadTooLarge('The payload is larger than the gateway takes.'));
    else callback(null, chunk);
  }
}
