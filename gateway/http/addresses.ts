import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { AddressPolicy } from '#core/addresses/allowed-addresses.ts';

/** An upstream whose address the gateway may not connect to. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
  readonly code = 'SLUICE_ADDRESS_REFUSED';

  constructor(host: string, address: string) {
    super(
      `${host} is at ${address}, which is not a public address; the workspace's allowed addresses or SLUICE_ALLOW_PRIVATE_UPSTREAMS=true allow it.`,
    );
  }
}

/** Resolves a name to all its addresses: the system's resolver, unless a test stands in for it. */
export type Resolve = (
  hostname: string,
  options: { all: true; family?: number | 'IPv4' | 'IPv6' | undefined; hints?: number | undefined },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A look-up for net.connect that fails unless the policy permits every address of the name. The socket connects to what
 * this very look-up returned, so a name cannot resolve differently between check and use.
 */
export function guardedLookup(policy: AddressPolicy, resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    const { family, hints } = options;
    resolve(hostname, { family, hints, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const refused = addresses.find(({ address }) => !policy.permits(hostname.toLowerCase(), address));
      if (refused) return callback(new AddressRefused(hostname, refused.address), '');
      if (options.all === true) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first?.address ?? '', first?.family);
    });
  };
}
