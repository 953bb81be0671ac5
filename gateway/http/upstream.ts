import { isIP } from 'node:net';
import { buildConnector, Pool } from 'undici';
import { AddressRefused, isPublicAddress, lookupPublic } from './addresses.ts';
import { UpstreamCall } from './upstream-call.ts';
import type { PoolEntry, UpstreamClient } from './upstream-types.ts';

/** Bounds per origin: connections, and requests that hold or wait for one. */
const maxConnections = 256;
const maxInFlight = 4_096;
/** A pool that was idle for this long is closed, ms. */
const poolIdleMs = 300_000;

/** The undici client. Redirects are never followed; addresses are checked when the connection is made. */
export function createUpstreamClient(options: { allowPrivate: boolean }): UpstreamClient {
  const pools = new Map<string, PoolEntry>();
  const sweep = setInterval(() => closeIdlePools(pools), poolIdleMs / 5);
  sweep.unref();
  return {
    send(request, receiver, context, mode) {
      const name = `${request.workspaceId} ${request.insecureSkipVerification ? '!' : ''}${request.origin}`;
      let entry = pools.get(name);
      if (!entry) {
        entry = {
          pool: createPool(request.origin, options.allowPrivate, request.insecureSkipVerification),
          inFlight: 0,
          lastUsedMs: 0,
        };
        pools.set(name, entry);
      }
      const call = new UpstreamCall(entry, request, receiver, context, mode);
      if (entry.inFlight >= maxInFlight)
        call.refuse('busy', `${maxInFlight} requests already wait for ${request.origin}.`);
      else call.dispatch();
      return call;
    },
    async close() {
      clearInterval(sweep);
      await Promise.all([...pools.values()].map(({ pool }) => pool.destroy()));
      pools.clear();
    },
  };
}

function createPool(origin: string, allowPrivate: boolean, insecureSkipVerification: boolean): Pool {
  const connect = buildConnector({
    allowH2: false,
    timeout: 10_000,
    rejectUnauthorized: !insecureSkipVerification,
    ...(allowPrivate ? {} : { lookup: lookupPublic }),
  });
  return new Pool(origin, {
    connections: maxConnections,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: 65_536,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4_000,
    connect: (target, callback) => {
      const host = target.hostname.replace(/^\[|\]$/g, '');
      // Literal addresses are connected to without a look-up, so they are checked here.
      if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) {
        callback(new AddressRefused(host, host), null);
        return;
      }
      connect(target, callback);
    },
  });
}

function closeIdlePools(pools: Map<string, PoolEntry>): void {
  const now = performance.now();
  for (const [name, entry] of pools) {
    if (entry.inFlight > 0 || now - entry.lastUsedMs < poolIdleMs) continue;
    pools.delete(name);
    void entry.pool.destroy();
  }
}
