import { isInNetwork, parseIpAddress, parseNetwork, type Network } from '#core/addresses/ip-address.ts';
import type { GatewayRequest } from './types.ts';

/** Whom a request comes from, as the proxies before this node tell it. */
export type Client = {
  address: string;
  /** Whether the client spoke TLS with the first of the proxies. */
  scheme: 'http' | 'https';
  /** The port that the client connected to; null when no proxy tells it. */
  port: string | null;
};

/** Most addresses whose answer is remembered. */
const maxRemembered = 1_024;

/** The proxies, named by the node's operator, whose `X-Forwarded-*` headers are believed. */
export class TrustedProxies {
  private readonly networks: readonly Network[];
  private readonly known = new Map<string, boolean>();

  /** @param entries ranges (`10.0.0.0/8`) and addresses; others trust nobody */
  constructor(entries: readonly string[]) {
    this.networks = entries.flatMap((entry) => parseNetwork(entry) ?? []);
  }

  /**
   * The client of a request that a trusted proxy sent on; null when the peer is none, whatever its headers say. Read from
   * the right, the first address in `X-Forwarded-For` that is no trusted proxy's is the client's: what stands before it, the
   * client wrote itself.
   */
  clientOf({ rawHeaders, remoteAddress }: Pick<GatewayRequest, 'rawHeaders' | 'remoteAddress'>): Client | null {
    let address = plainAddress(remoteAddress);
    if (!this.trusts(address)) return null;
    const addresses = listed(rawHeaders, 'x-forwarded-for');
    let hops = 0;
    for (let i = addresses.length - 1; i >= 0; i -= 1) {
      const next = plainAddress(withoutPort(addresses[i] ?? ''));
      if (parseIpAddress(next) === null) break;
      address = next;
      if (!this.trusts(next)) break;
      hops += 1;
    }
    const scheme = ofHop(listed(rawHeaders, 'x-forwarded-proto'), hops)?.toLowerCase();
    const port = ofHop(listed(rawHeaders, 'x-forwarded-port'), hops) ?? '';
    return {
      address,
      scheme: scheme === 'https' ? 'https' : 'http',
      port: /^\d{1,5}$/.test(port) ? port : null,
    };
  }

  private trusts(address: string): boolean {
    const known = this.known.get(address);
    if (known !== undefined) return known;
    const parsed = parseIpAddress(address);
    const isTrusted = parsed !== null && this.networks.some((network) => isInNetwork(parsed, network));
    if (this.known.size >= maxRemembered) this.known.clear();
    this.known.set(address, isTrusted);
    return isTrusted;
  }
}

/** An IPv4 address that stands in an IPv6 one (`::ffff:192.0.2.1`) as itself; all others as they are. */
export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

/** `192.0.2.1:4711` and `[2001:db8::1]:4711`, which some proxies write, without the port. */
function withoutPort(text: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(text)?.[1] ?? text;
}

/** The value that the proxy wrote which met the client: proxies append theirs, or leave the first one alone. */
function ofHop(values: readonly string[], hops: number): string | undefined {
  return values.at(-1 - hops) ?? values[0];
}

/** The members of a list header, over all its lines. */
function listed(rawHeaders: readonly string[], name: string): string[] {
  const members: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const candidate = rawHeaders[i] ?? '';
    if (candidate.length !== name.length || candidate.toLowerCase() !== name) continue;
    for (const member of (rawHeaders[i + 1] ?? '').split(',')) members.push(member.trim());
  }
  return members;
}
