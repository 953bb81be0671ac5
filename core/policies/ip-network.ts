/** An IPv4 or IPv6 network: its family, first address and the length of its prefix in bits. */
export type IpNetwork = { readonly bits: 32 | 128; readonly address: bigint; readonly prefix: number };

/** Reads `192.0.2.0/24`, `2001:db8::/32` or a single address; null when the text is neither. */
export function parseNetwork(text: string): IpNetwork | null {
  const [host = '', length, ...rest] = text.split('/');
  if (rest.length > 0) return null;
  const bits = host.includes(':') ? 128 : 32;
  const address = bits === 32 ? parseIpv4(host) : parseIpv6(host);
  if (address === null) return null;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const prefix = length === undefined ? bits : Number(length);
  return prefix > bits ? null : { bits, address, prefix };
}

/** Whether an address lies in a network. IPv4 addresses mapped into IPv6 (`::ffff:192.0.2.1`) count as IPv4. */
export function isInNetwork(network: IpNetwork, text: string): boolean {
  const found = parseNetwork(text.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, ''));
  if (!found || found.bits !== network.bits || found.prefix !== found.bits) return false;
  const shift = BigInt(network.bits - network.prefix);
  return found.address >> shift === network.address >> shift;
}

function parseIpv4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0n;
  for (const part of parts) {
    // A leading zero means octal to some readers, so it is refused.
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    value = value * 256n + BigInt(part);
  }
  return value;
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const groups = halves.map(groupsOf);
  const [before, after] = groups;
  if (!before || after === null) return null;
  const missing = 8 - before.length - (after?.length ?? 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = [...before, ...Array<number>(halves.length === 1 ? 0 : missing).fill(0), ...(after ?? [])];
  return all.reduce((value, group) => value * 65_536n + BigInt(group), 0n);
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const embedded = index === parts.length - 1 ? parseIpv4(part) : null;
      if (embedded === null) return null;
      groups.push(Number(embedded >> 16n), Number(embedded & 65_535n));
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return null;
    }
  }
  return groups;
}
