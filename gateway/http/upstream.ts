import { isIP } from 'node:net';
import { buildConnector, Pool } from 'undici';
import { everyAddress, publicOnly, type AddressPolicy } from '#core/addresses/allowed-addresses.ts';
import { AddressRefused, guardedLookup, type Resolve } from './addresses.ts';
import { UpstreamCall } from './upstream-call.ts';
import type { PoolEntry, UpstreamClient } from './upstream-types.ts';

/** Bounds per origin: connections, and requests that hold or wait for one. */
const maxConnections = 256;
const maxInFlight = 4_096;
/** A pool that was idle for this long is closed, ms. */
const poolIdleMs = 300_000;

export type UpstreamOptions = {
  /** Every address may be connected to. */
  allowPrivate: boolean;
  /** What a workspace may reach; without it, public addresses only. The same object as long as nothing changes. */
  policyOf?: (workspaceId: string) => AddressPolicy;
  resolve?: Resolve;
};

/**
 * The undici client. Redirects are never followed; addresses are checked when the connection is made, and connections
 * that were made under rules of the workspace that no longer hold are not used again.
 */
export function createUpstreamClient({ allowPrivate, policyOf, resolve }: UpstreamOptions): UpstreamClient {
  const pools = new Map<string, PoolEntry>();
  const sweep = setInterval(() => closeIdlePools(pools), poolIdleMs / 5);
  sweep.unref();
  return {
    send(request, receiver, context, mode) {
      const { workspaceId, origin, insecureSkipVerification, isTrusted } = request;
      const policy = allowPrivate || isTrusted === true ? everyAddress : (policyOf?.(workspaceId) ?? publicOnly);
      const name = `${workspaceId} ${insecureSkipVerification ? '!' : ''}${isTrusted === true ? '+' : ''}${origin}`;
      let entry = pools.get(name);
      if (entry?.policy !== policy) {
        if (entry) void entry.pool.close();
        const pool = createPool(origin, policy, insecureSkipVerification, resolve);
        entry = { pool, policy, inFlight: 0, lastUsedMs: 0 };
        pools.set(name, entry);
      }
      const call = new UpstreamCall(entry, request, receiver, context, mode);
      if (entry.inFlight >= maxInFlight) call.refuse('busy', `${maxInFlight} requests already wait for ${origin}.`);
      else call.dispatch();
      return call;
    },
    inFlight() {
      let sum = 0;
      for (const { inFlight } of pools.values()) sum += inFlight;
      return sum;
    },
    async close() {
      clearInterval(sweep);
      await Promise.all([...pools.values()].map(({ pool }) => pool.destroy()));
      pools.clear();
    },
  };
}

function createPool(
  origin: string,
  policy: AddressPolicy,
  insecureSkipVerification: boolean,
  resolve: Resolve | undefined,
): Pool {
  const connect = buildConnector({
    allowH2: false,
    timeout: 10_000,
    rejectUnauthorized: !insecureSkipVerification,
    lookup: guardedLookup(policy, resolve),
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
      const host = target.hostname.replace(/^\[|\]$/g, '').toLowerCase();
      // Literal addresses are connected to without a look-up, so they are checked here.
      if (isIP(host) !== 0 && !policy.permits(host, host)) {
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
