import { isIP } from 'node:net';
import { AddressRefused } from './addresses.ts';
import {
  ConnectionEnded,
  UpstreamConnection,
  type ConnectionOwner,
  type ConnectionTarget,
} from './upstream-connection.ts';

/** Most connections to one origin. */
const maxConnections = 256;

/** A request that waits for a connection. */
export type Waiting = {
  /** Nobody waits for its answer any more. */
  readonly isOver: boolean;
  serveOn(connection: UpstreamConnection): void;
  /** No connection can be had. */
  unserved(error: Error): void;
};

/**
 * The connections to one origin under one address policy. The connection used last is used next, so that those beyond
 * the need grow old and are closed.
 */
export class UpstreamPool implements ConnectionOwner {
  /** Requests that hold a connection or wait for one. */
  inFlight = 0;
  lastUsedMs = 0;
  private readonly target: ConnectionTarget;
  private readonly all = new Set<UpstreamConnection>();
  private readonly idle: UpstreamConnection[] = [];
  private readonly waiting: Waiting[] = [];
  private connecting = 0;
  private isClosing = false;
  private isDestroyed = false;
  /** The last TLS session, which makes the next handshake shorter. */
  private session: Buffer | null = null;

  constructor(target: ConnectionTarget) {
    this.target = target;
  }

  get policy(): ConnectionTarget['policy'] {
    return this.target.policy;
  }

  /** Has a request served, now or when a connection is there. Never fails it within this call. */
  dispatch(request: Waiting): void {
    const connection = this.takeIdle();
    if (connection) return request.serveOn(connection);
    this.waiting.push(request);
    this.connectMore();
  }

  /** Closes connections that are older than their keep-alive; all idle ones when their server is known to have closed some. */
  closeIdle(all: boolean): void {
    const now = performance.now();
    for (const connection of this.idle.splice(0)) {
      if (all || this.isClosing || connection.idleUntilMs <= now) connection.destroy();
      else this.idle.push(connection);
    }
  }

  /** Takes no more requests; connections close as they become idle. */
  close(): void {
    this.isClosing = true;
    this.closeIdle(true);
  }

  /** Closes every connection at once. Requests that were served or waited fail, and so does each that comes after. */
  destroy(): void {
    this.isClosing = true;
    this.isDestroyed = true;
    for (const connection of [...this.all]) connection.destroy();
    this.connectMore();
  }

  connected(connection: UpstreamConnection): void {
    this.connecting -= 1;
    this.put(connection);
  }

  released(connection: UpstreamConnection): void {
    this.put(connection);
  }

  closed(connection: UpstreamConnection, error: Error | null): void {
    this.all.delete(connection);
    const index = this.idle.indexOf(connection);
    if (index >= 0) this.idle.splice(index, 1);
    if (error) {
      this.connecting -= 1;
      this.nextWaiting()?.unserved(error);
    }
    this.connectMore();
  }

  private put(connection: UpstreamConnection): void {
    const request = this.nextWaiting();
    if (request) request.serveOn(connection);
    else if (this.isClosing) connection.destroy();
    else this.idle.push(connection);
  }

  private takeIdle(): UpstreamConnection | null {
    for (;;) {
      const connection = this.idle.pop();
      if (!connection) return null;
      if (connection.idleUntilMs > performance.now()) return connection;
      connection.destroy();
    }
  }

  private nextWaiting(): Waiting | null {
    for (;;) {
      const request = this.waiting.shift();
      if (!request) return null;
      if (!request.isOver) return request;
    }
  }

  private connectMore(): void {
    const { target } = this;
    if (this.isDestroyed) return this.refuseWaiting(new ConnectionEnded('the client is closed'));
    while (this.connecting < this.waiting.length && this.all.size < maxConnections) {
      // Literal addresses are connected to without a look-up, so they are checked here.
      if (isIP(target.host) !== 0 && !target.policy.permits(target.host, target.host)) {
        return this.refuseWaiting(new AddressRefused(target.host, target.host));
      }
      this.connecting += 1;
      this.all.add(new UpstreamConnection(target, this.session, this, (session) => (this.session = session)));
    }
  }

  private refuseWaiting(error: Error): void {
    for (const request of this.waiting.splice(0)) queueMicrotask(() => request.unserved(error));
  }
}
