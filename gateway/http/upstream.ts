import { everyAddress, publicOnly, type AddressPolicy } from '#core/addresses/allowed-addresses.ts';
import type { Resolve } from './addresses.ts';
import { UpstreamCall } from './upstream-call.ts';
import { UpstreamPool } from './upstream-pool.ts';
import type { UpstreamClient } from './upstream-types.ts';

/** Most requests that hold or wait for a connection to one origin. */
const maxInFlight = 4_096;
/** A pool that was idle for this long is closed, ms. */
const poolIdleMs = 300_000;
/** How often connections are looked through for those that were idle for too long, ms. */
const sweepMs = 1_000;

export type UpstreamOptions = {
  /** Every address may be connected to. */
  allowPrivate: boolean;
  /** What a workspace may reach; without it, public addresses only. The same object as long as nothing changes. */
  policyOf?: (workspaceId: string) => AddressPolicy;
  resolve?: Resolve;
};

/**
 * The HTTP/1.1 client of integrations. Redirects are never followed; addresses are checked when the connection is made,
 * and connections that were made under rules of the workspace that no longer hold are not used again.
 */
export function createUpstreamClient({ allowPrivate, policyOf, resolve }: UpstreamOptions): UpstreamClient {
  const pools = new Map<string, UpstreamPool>();
  const sweep = setInterval(() => closeIdle(pools), sweepMs);
  sweep.unref();
  return {
    send(request, receiver, context, mode) {
      const { workspaceId, origin, insecureSkipVerification, isTrusted } = request;
      const policy = allowPrivate || isTrusted === true ? everyAddress : (policyOf?.(workspaceId) ?? publicOnly);
      const name = `${workspaceId} ${insecureSkipVerification ? '!' : ''}${isTrusted === true ? '+' : ''}${origin}`;
      let pool = pools.get(name);
      if (pool?.policy !== policy) {
        pool?.close();
        pool = new UpstreamPool({ ...parseOrigin(origin), insecureSkipVerification, policy, resolve });
        pools.set(name, pool);
      }
      const call = new UpstreamCall(pool, request, receiver, context, mode);
      if (pool.inFlight > maxInFlight) call.refuse('busy', `${maxInFlight} requests already wait for ${origin}.`);
      else call.dispatch();
      return call;
    },
    inFlight() {
      let sum = 0;
      for (const { inFlight } of pools.values()) sum += inFlight;
      return sum;
    },
    close() {
      clearInterval(sweep);
      for (const pool of pools.values()) pool.destroy();
      pools.clear();
    },
  };
}

function parseOrigin(origin: string): { host: string; port: number; isTls: boolean } {
  const { hostname, port, protocol } = new URL(origin);
  const isTls = protocol === 'https:';
  return { host: hostname.replace(/^\[|\]$/g, '').toLowerCase(), port: Number(port) || (isTls ? 443 : 80), isTls };
}

function closeIdle(pools: Map<string, UpstreamPool>): void {
  const now = performance.now();
  for (const [name, pool] of pools) {
    pool.closeIdle(false);
    if (pool.inFlight > 0 || now - pool.lastUsedMs < poolIdleMs) continue;
    pools.delete(name);
    pool.destroy();
  }
}
