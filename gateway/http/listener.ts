import { createServer, STATUS_CODES, type IncomingMessage } from 'node:http';
import { Server as NetServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { headersMaxBytes } from './headers.ts';
import { NodeCall, Reply } from './node-call.ts';
import { targetMaxLength } from './target.ts';
import type { CallHandler } from './types.ts';

export type Listener = {
  readonly port: number;
  /** Requests that the front end answered itself because they were no valid HTTP, or asked for what it does not do. */
  readonly malformed: () => number;
  /** Connections that are open. */
  readonly connections: () => number;
  /** Ends this many connections with their next response, so that their clients spread over other listeners. */
  shed(connections: number): void;
  /** Accepts no more connections; those that are open go on as before. */
  stopAccepting(): Promise<void>;
  /**
   * Stops accepting, answers what is in flight with `connection: close`, and ends the rest after `graceMs`. Idle
   * connections stay open for a moment, since closing one just as its client writes would fail that request.
   */
  close(graceMs: number): Promise<void>;
};

export type ListenerOptions<Data> = {
  host: string;
  port: number;
  /** Several listeners of this machine share the port, and the kernel spreads connections over them. */
  reusePort?: boolean;
  handler: CallHandler<Data>;
  /** How long a client may take nothing of what was written for it, ms. */
  slowReaderMs?: number;
};

/** A connection of node:http, which keeps the response there whose turn it is. */
type HttpSocket = Socket & { _httpMessage?: Reply | null };

/**
 * Connections that wait to be accepted, at most; the kernel's own limit (net.core.somaxconn) may be lower. What comes
 * beyond them is dropped, and its client tries again after a second.
 */
const backlog = 4_096;
/** How long an idle connection may stay when the listener closes, ms. */
const idleGraceMs = 500;

/** Starts the node:http front end. Slow and oversized headers are refused before any API is looked at. */
export async function listen<Data>(options: ListenerOptions<Data>): Promise<Listener> {
  const { host, port, reusePort = false, handler, slowReaderMs = 60_000 } = options;
  let draining = false;
  let shedding = 0;
  let malformed = 0;
  const sockets = new Set<HttpSocket>();
  /** Connections on which a request came before the one ahead of it was answered. */
  const pipelined = new WeakSet<Socket>();
  /** Connections that end behind the responses that are still to be written on them. */
  const ending = new WeakSet<Socket>();

  const server = createServer(
    {
      maxHeaderSize: headersMaxBytes + targetMaxLength + 64,
      headersTimeout: 20_000,
      // Slow headers and bodies are closed this soon after their time, not half a minute later.
      connectionsCheckingInterval: 1_000,
      requestTimeout: 120_000,
      keepAliveTimeout: 75_000,
      insecureHTTPParser: false,
      // Checked below, where the answer has a body.
      requireHostHeader: false,
      ServerResponse: Reply,
    },
    (request: IncomingMessage, response: Reply) => {
      if (draining) {
        response.shouldKeepAlive = false;
      } else if (shedding > 0) {
        shedding -= 1;
        response.shouldKeepAlive = false;
      }
      if (response.socket === null) pipelined.add(request.socket);
      const framing = bodyFraming(request.rawHeaders);
      const problem = problemOf(request, framing);
      if (problem !== 0) return void refuse(response, problem);
      handler.handle(new NodeCall(handler, request, response, framing !== 0, framing));
    },
  );
  // The size of the header block is the limit; beyond a count Node would drop headers silently.
  server.maxHeadersCount = 0;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // The expectation that there is, 100-continue, node:http meets itself. After any other it is open whether the body comes.
  server.on('checkExpectation', (_, response: Reply) => void refuse(response, 417));
  // There are no tunnels. node:http has let go of the connection, with all that it listens to.
  server.on('connect', (_, socket: HttpSocket) => {
    malformed += 1;
    socket.on('error', () => socket.destroy());
    socket.setTimeout(slowReaderMs, () => socket.destroy());
    if (socket._httpMessage) endWhenAnswered(socket);
    else refuseMalformed(400, socket);
    socket.resume();
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: HttpSocket) => {
    const reply = socket._httpMessage;
    if (ending.has(socket)) return;
    if (!socket.writable) return void socket.destroy();
    malformed += 1;
    if (reply?.req.complete) {
      // A later request is malformed: the answers of those ahead of it are not its own.
      ending.add(socket);
      endWhenAnswered(socket);
    } else if (reply?.headersSent) {
      socket.destroy();
    } else {
      refuseMalformed(statusOf(error), socket);
      socket.setTimeout(slowReaderMs, () => socket.destroy());
    }
  });
  server.on('timeout', (socket: HttpSocket) => {
    // It was idle for too long, or its client reads nothing. One that waits for its answer goes on waiting.
    if (!socket._httpMessage || socket.writableLength > 0) socket.destroy();
  });
  function refuse(response: Reply, status: number): void {
    malformed += 1;
    const body = refusalOf(status);
    response.shouldKeepAlive = false;
    response.writeHead(status, ['content-type', 'application/json', 'content-length', String(body.length)]).end(body);
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, reusePort, backlog }, () => {
      server.off('error', reject);
      resolve();
    });
  });

  const sweep = setInterval(() => {
    for (const socket of sockets) if (socket.writableLength > 0 && !socket.timeout) socket.setTimeout(slowReaderMs);
  }, slowReaderMs / 6);
  sweep.unref();

  let closed: Promise<void> | null = null;
  async function stopAccepting(): Promise<void> {
    // Right after a turn of accepting: what the kernel holds for a listener is reset when it closes.
    await setImmediate();
    // http.Server's own close would drop idle connections at once; net's only stops accepting.
    closed ??= new Promise((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  }

  return {
    port: (server.address() as AddressInfo).port,
    malformed: () => malformed,
    connections: () => sockets.size,
    shed(connections) {
      shedding = connections;
    },
    stopAccepting,
    async close(graceMs) {
      // Before any client is told to connect anew.
      await stopAccepting();
      draining = true;
      for (const socket of sockets) {
        if (socket._httpMessage && !pipelined.has(socket)) socket._httpMessage.shouldKeepAlive = false;
      }
      const idle = setInterval(
        () => {
          // A response that is written, though not taken by its client yet, makes its connection idle for node:http.
          if (![...sockets].some(({ writableLength }) => writableLength > 0)) server.closeIdleConnections();
        },
        Math.min(idleGraceMs, graceMs),
      );
      const force = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, graceMs);
      await closed;
      clearInterval(sweep);
      clearInterval(idle);
      clearTimeout(force);
    },
  };
}

/**
 * The declared length of a request's body; null for a chunked one; 0 for none; NaN for one in a transfer coding that the
 * gateway has not. The parser refused contradictions.
 */
function bodyFraming(rawHeaders: readonly string[]): number | null {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (name.length === 14 && name.toLowerCase() === 'content-length') return Number(rawHeaders[i + 1]) || 0;
    if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') {
      return (rawHeaders[i + 1] ?? '').toLowerCase() === 'chunked' ? null : NaN;
    }
  }
  return 0;
}

/**
 * The status of a request that the pipeline cannot be given: of HTTP it has version 1, of HTTP/1.1 without a host none (RFC 9112
 * section 3.2), and no transfer coding but chunked (section 6.1). 0 when it can.
 */
function problemOf({ httpVersionMajor, httpVersionMinor, headers }: IncomingMessage, framing: number | null): number {
  if (httpVersionMajor !== 1) return 505;
  if (httpVersionMinor === 1 && headers.host === undefined) return 400;
  return Number.isNaN(framing) ? 501 : 0;
}

function statusOf({ code }: NodeJS.ErrnoException): number {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    default:
      return 400;
  }
}

function refusalOf(status: number): string {
  return JSON.stringify({ message: STATUS_CODES[status] });
}

/** Answers what is no request; the client is to close then. */
function refuseMalformed(status: number, socket: Socket): void {
  const body = refusalOf(status);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** Ends a connection behind the responses that are still to be written on it. */
function endWhenAnswered(socket: HttpSocket): void {
  const reply = socket._httpMessage;
  if (reply) reply.once('close', () => endWhenAnswered(socket));
  else socket.destroySoon();
}
