import { isInNetwork, parseIpAddress, parseNetwork, type Network } from './ip-address.ts';
import { isPublicAddress } from './public-address.ts';

/** Which addresses the integrations of a workspace may connect to. */
export type AddressPolicy = {
  /**
   * @param host as it stands in the URL, lower case, without brackets
   * @param address what the host resolved to
   */
  permits(host: string, address: string): boolean;
};

/** Public addresses only. */
export const publicOnly: AddressPolicy = { permits: (_, address) => isPublicAddress(address) };

export const everyAddress: AddressPolicy = { permits: () => true };

const hostName = /^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z][a-z0-9-]{0,62}$/i;

/** Whether an entry is a range (`10.0.0.0/8`), an address, a host name, or a host name with `*.` for every name below it. */
export function isAllowedAddress(entry: string): boolean {
  return parseNetwork(entry) !== null || hostName.test(entry);
}

/**
 * Public addresses, and those that the entries name: a range allows what lies in it, a host name allows whatever that name
 * resolves to. Entries that are neither allow nothing.
 */
export function addressPolicy(entries: readonly string[]): AddressPolicy {
  if (entries.length === 0) return publicOnly;
  const networks: Network[] = [];
  const names = new Set<string>();
  for (const entry of entries) {
    const network = parseNetwork(entry);
    if (network) networks.push(network);
    else if (hostName.test(entry)) names.add(entry.toLowerCase());
  }
  return {
    permits(host, address) {
      if (isPublicAddress(address) || isNamed(names, host.replace(/\.$/, ''))) return true;
      const parsed = parseIpAddress(address);
      return parsed !== null && networks.some((network) => isInNetwork(parsed, network));
    },
  };
}

function isNamed(names: ReadonlySet<string>, host: string): boolean {
  if (names.size === 0) return false;
  if (names.has(host)) return true;
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    if (names.has(`*${host.slice(dot)}`)) return true;
  }
  return false;
}
