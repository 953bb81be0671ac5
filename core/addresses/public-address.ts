import { isInNetwork, parseIpAddress, parseNetwork, type Network } from './ip-address.ts';

/**
 * Ranges that are not the public Internet: the IANA special-purpose registries (RFC 6890 and its updates), and the
 * address at which Azure's machines find their host (168.63.129.16), which is public by its number only.
 */
const special = networks([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  // Inside 2000::/3: Teredo and other protocol assignments, documentation, 6to4 (which embeds an IPv4 address).
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20',
]);
/** NAT64 (64:ff9b::/96), unique local, link-local and multicast addresses are all outside of it. */
const globalUnicast = networks(['2000::/3']);

function networks(texts: readonly string[]): Network[] {
  return texts.flatMap((text) => parseNetwork(text) ?? []);
}

/**
 * Whether an IP address (text, without brackets) is one of the public Internet; false for what is no address, and for IPv4
 * addresses inside IPv6, which no resolver gives for a public name.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parseIpAddress(address);
  if (!parsed || special.some((network) => isInNetwork(parsed, network))) return false;
  return parsed.family === 4 ? !address.includes(':') : globalUnicast.some((network) => isInNetwork(parsed, network));
}
