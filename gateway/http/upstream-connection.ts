import { connect as connectTcp, isIP, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { AddressPolicy } from '#core/addresses/allowed-addresses.ts';
import { guardedLookup, type Resolve } from './addresses.ts';
import { headerValue } from './headers.ts';
import { ResponseParser, type ResponseEvents } from './response-parser.ts';
import { writeAtTurnEnd, type Writing } from './turn-end.ts';

/** How long a connection may take to be made, ms. */
const connectMs = 10_000;
/** How long an idle connection is kept when its server says nothing of it, ms. */
const idleMs = 4_000;
/** A body up to this size travels in one write with its head. */
const singleWriteMaxBytes = 16 * 1024;
/** From so many bytes on no more of an upload is taken within a turn. */
const uploadTurnMaxBytes = 64 * 1024;
/** Bytes are read into this one buffer: whoever keeps them copies them within the call. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

/** Where connections of a pool go. */
export type ConnectionTarget = {
  /** Lower case, without brackets. */
  host: string;
  port: number;
  isTls: boolean;
  insecureSkipVerification: boolean;
  policy: AddressPolicy;
  resolve: Resolve | undefined;
};

/**
 * How much of a request a server can have seen when its connection ended: nothing was written; an older connection that closed
 * before any byte of a response, most likely before it read the request; or any part of it.
 */
export type Delivery = 'unsent' | 'unseen' | 'seen';

/** The exchange that a connection serves. Every method is called by the connection alone. */
export type Exchanging = {
  /** The head of the response; true when it has no body whatever its headers say. */
  head(status: number, rawHeaders: string[]): boolean;
  data(chunk: Buffer): void;
  /** The response is whole, and the connection is done with it. */
  complete(): void;
  /** The connection ended before the response was whole. */
  broke(error: Error, delivery: Delivery): void;
};

export type ConnectionOwner = {
  connected(connection: UpstreamConnection): void;
  /** It served an exchange and can serve another. */
  released(connection: UpstreamConnection): void;
  /** It can serve nothing any more. `error` when it could not be made. */
  closed(connection: UpstreamConnection, error: Error | null): void;
};

/** A connection that ended before its time. */
export class ConnectionEnded extends Error {
  override name = 'ConnectionEnded';
  readonly code = 'SLUICE_CONNECTION_ENDED';
}

/** A connection that could not be made in time. */
export class ConnectTimeout extends Error {
  override name = 'ConnectTimeout';
  readonly code = 'SLUICE_CONNECT_TIMEOUT';
}

/**
 * One HTTP/1.1 connection to an upstream: one exchange at a time. Bytes that no exchange asked for close it, so that
 * nothing a server sends ahead is taken for the answer to a later request.
 */
export class UpstreamConnection implements ResponseEvents, Writing {
  /** When it may no longer be used, by performance.now(). */
  idleUntilMs = 0;
  private readonly socket: Socket;
  private readonly parser: ResponseParser;
  private readonly owner: ConnectionOwner;
  private readonly timer: NodeJS.Timeout;
  private exchange: Exchanging | null = null;
  private upload: Readable | null = null;
  /** The request, latin1, until it is written. */
  private unsent: string | null = null;
  private isConnected = false;
  private isClosed = false;
  private isKeptAlive = true;
  private isComplete = false;
  private hasAnswered = false;
  private served = 0;
  private keepAliveMs = idleMs;
  private error: Error | null = null;

  /** Starts to connect; `owner` hears how it went. */
  constructor(
    target: ConnectionTarget,
    session: Buffer | null,
    owner: ConnectionOwner,
    onSession: (session: Buffer) => void,
  ) {
    this.owner = owner;
    this.parser = new ResponseParser(this);
    this.socket = openSocket(target, session, (length) => this.read(length));
    const { socket } = this;
    socket.setNoDelay(true);
    socket.once(target.isTls ? 'secureConnect' : 'connect', () => this.connected());
    if (target.isTls) socket.on('session', onSession);
    socket.on('end', () => this.ended());
    socket.on('error', (error) => (this.error ??= error));
    socket.on('close', () => this.close(this.error));
    this.timer = setTimeout(() => this.close(new ConnectTimeout(`no connection within ${connectMs} ms`)), connectMs);
  }

  /** Whether it served an exchange before, so that its server may have closed it unseen. */
  get isReused(): boolean {
    return this.served > 0;
  }

  /** Serves an exchange. `head` is latin1 text; `body` follows it, in chunks when its length is not declared. */
  serve(exchange: Exchanging, head: string, body: Buffer | Readable | null, isChunked: boolean): void {
    const { socket } = this;
    this.exchange = exchange;
    this.isComplete = false;
    this.hasAnswered = false;
    if (body === null) {
      this.writeLater(head);
    } else if (!Buffer.isBuffer(body)) {
      this.unsent = head;
      this.send(body, isChunked);
    } else if (body.byteLength <= singleWriteMaxBytes) {
      this.writeLater(head + body.toString('latin1'));
    } else {
      socket.cork();
      socket.write(head, 'latin1');
      socket.write(body);
      socket.uncork();
    }
  }

  flush(): void {
    const { unsent } = this;
    this.unsent = null;
    if (unsent !== null && !this.isClosed) this.socket.write(unsent, 'latin1');
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  get isPaused(): boolean {
    return this.socket.isPaused();
  }

  /** Closes at once. */
  destroy(): void {
    this.close(null);
  }

  head(status: number, rawHeaders: string[], isKeptAlive: boolean): boolean {
    const { exchange } = this;
    if (exchange === null) throw new Error('It answered what nobody asked.');
    if (status < 200) return false;
    if (this.hasAnswered) throw Object.assign(new Error('It answered twice.'), { code: 'HPE_ANSWERED_TWICE' });
    this.hasAnswered = true;
    this.isKeptAlive = isKeptAlive;
    if (isKeptAlive) this.keepAliveMs = keepAliveOf(rawHeaders);
    return exchange.head(status, rawHeaders);
  }

  data(chunk: Buffer): void {
    this.exchange?.data(chunk);
  }

  complete(): void {
    // An informational response is complete too.
    if (this.hasAnswered) this.isComplete = true;
  }

  private writeLater(text: string): void {
    this.unsent = text;
    writeAtTurnEnd(this);
  }

  private connected(): void {
    clearTimeout(this.timer);
    this.isConnected = true;
    this.owner.connected(this);
  }

  private read(length: number): boolean {
    if (this.isClosed) return false;
    if (this.exchange === null || this.unsent !== null) {
      this.close(null);
      return false;
    }
    const error = this.parser.parse(readBuffer.subarray(0, length));
    if (error === null) {
      if (this.isComplete) this.completed();
    } else if (this.isComplete) {
      this.isKeptAlive = false;
      this.completed();
    } else {
      this.close(error);
    }
    return true;
  }

  /** Lets the exchange go. What follows a whole response, or an upload that nobody waits for, ends the connection. */
  private completed(): void {
    const { exchange } = this;
    if (exchange === null) return;
    this.exchange = null;
    this.served += 1;
    if (this.isKeptAlive && this.upload === null && this.parser.finish() === null) {
      // Its reader may have asked for a pause within the bytes that completed the response.
      if (this.isPaused) this.resume();
      this.idleUntilMs = performance.now() + this.keepAliveMs;
      this.owner.released(this);
    } else {
      this.close(null);
    }
    exchange.complete();
  }

  private ended(): void {
    if (this.isClosed) return;
    const { exchange } = this;
    // A body without a declared length ends with its connection.
    if (exchange !== null && this.hasAnswered && !this.isComplete) {
      const error = this.parser.finish();
      if (error === null && this.isComplete) {
        this.isKeptAlive = false;
        return this.completed();
      }
      return this.close(error);
    }
    this.close(null);
  }

  private close(cause: Error | null): void {
    if (this.isClosed) return;
    this.isClosed = true;
    clearTimeout(this.timer);
    this.socket.destroy();
    this.parser.close();
    const { exchange, upload } = this;
    this.exchange = null;
    upload?.destroy();
    const error = cause ?? new ConnectionEnded('the server closed the connection');
    this.owner.closed(this, this.isConnected ? null : error);
    exchange?.broke(error, this.deliveryAt(error));
  }

  private deliveryAt(error: Error): Delivery {
    if (this.unsent !== null) return 'unsent';
    return !this.hasAnswered && this.isReused && isEnd(error) ? 'unseen' : 'seen';
  }

  /**
   * Uploads a body. Its pieces are written at the end of the turn, behind the answer that a server may have given ahead of
   * them: writing to one that has closed since would lose the answer.
   */
  private send(body: Readable, isChunked: boolean): void {
    const { socket } = this;
    this.upload = body;
    let pieces: Buffer[] = [];
    let bytes = 0;
    let hasEnded = false;
    let isDue = false;
    const flush = () => {
      const { unsent } = this;
      const due = pieces;
      this.unsent = null;
      pieces = [];
      bytes = 0;
      isDue = false;
      if (this.isClosed) return;
      let wantsMore = true;
      socket.cork();
      if (unsent !== null) socket.write(unsent, 'latin1');
      for (const piece of due) wantsMore = writePiece(socket, piece, isChunked);
      if (hasEnded) {
        if (isChunked) socket.write('0\r\n\r\n', 'latin1');
        this.upload = null;
      }
      socket.uncork();
      if (!wantsMore) body.pause();
      else if (body.isPaused()) body.resume();
    };
    const writing: Writing = { flush };
    const flushLater = () => {
      if (!isDue) writeAtTurnEnd(writing);
      isDue = true;
    };
    const onDrain = () => body.resume();
    flushLater();
    body.on('data', (chunk: Buffer) => {
      if (chunk.byteLength === 0) return;
      bytes += chunk.byteLength;
      if (bytes >= uploadTurnMaxBytes) body.pause();
      pieces.push(chunk);
      flushLater();
    });
    socket.on('drain', onDrain);
    body.once('end', () => {
      hasEnded = true;
      flushLater();
    });
    body.once('error', (error) => this.close(error));
    body.once('close', () => {
      socket.off('drain', onDrain);
      // A declared length that was not kept would leave the server waiting for the rest.
      if (this.upload === body && !hasEnded) this.close(new ConnectionEnded('the request broke off'));
    });
  }
}

/** Writes a piece of a body; false when the socket has enough for now. */
function writePiece(socket: Socket, piece: Buffer, isChunked: boolean): boolean {
  if (!isChunked) return socket.write(piece);
  socket.write(`${piece.byteLength.toString(16)}\r\n`, 'latin1');
  socket.write(piece);
  return socket.write('\r\n', 'latin1');
}

function openSocket(target: ConnectionTarget, session: Buffer | null, onRead: (length: number) => boolean): Socket {
  const { host, port, policy, resolve } = target;
  const options = {
    host,
    port,
    keepAlive: true,
    lookup: guardedLookup(policy, resolve),
    onread: { buffer: readBuffer, callback: onRead },
  };
  if (!target.isTls) return connectTcp(options);
  return connectTls({
    ...options,
    ...(isIP(host) === 0 && { servername: host }),
    ...(session && { session }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: !target.insecureSkipVerification,
  });
}

/** How long the server keeps an idle connection, less a second for what is under way to it, ms. */
function keepAliveOf(rawHeaders: readonly string[]): number {
  const seconds = headerValue(rawHeaders, 'keep-alive')?.match(/timeout=(\d{1,6})/i)?.[1];
  return seconds === undefined ? idleMs : Math.min(idleMs, Math.max(0, Number(seconds) * 1_000 - 1_000));
}

function isEnd(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof ConnectionEnded || code === 'ECONNRESET' || code === 'EPIPE';
}
