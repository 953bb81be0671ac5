/** An IP address as a number. An IPv4 address inside IPv6 (`::ffff:10.0.0.1`, RFC 4291 section 2.5.5.2) is read as the IPv4 address that it stands for. */
export type IpAddress = { family: 4 | 6; bits: bigint };

/** Reads an address in the forms of RFC 4291 and dotted decimal, without brackets; null for everything else, host names among them. */
export function parseIpAddress(text: string): IpAddress | null {
  const four = parseIpv4(text);
  if (four !== null) return { family: 4, bits: four };
  const six = parseIpv6(text.replace(/%[^%]*$/, ''));
  if (six === null) return null;
  return six >> 32n === 0xffffn ? { family: 4, bits: six & 0xffffffffn } : { family: 6, bits: six };
}

function parseIpv4(text: string): bigint | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return null;
  const parts = text.split('.');
  if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return null;
  return parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | null {
  if (!/^[0-9a-fA-F:.]{2,45}$/.test(text)) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = groupsOf(halves[0] ?? '');
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '') : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return groups.reduce((bits, group) => bits * 65_536n + group, 0n);
}

/** The 16-bit groups of one side of `::`; the last may be an IPv4 address, which is two of them. */
function groupsOf(text: string): bigint[] | null {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const four = index === parts.length - 1 && part.includes('.') ? parseIpv4(part) : null;
    if (four !== null) groups.push(four >> 16n, four & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

/** A range of addresses in CIDR notation (RFC 4632). */
export type Network = { family: 4 | 6; bits: bigint; shift: bigint };

/** Reads `10.0.0.0/8`, or one address; null when it is neither. */
export function parseNetwork(text: string): Network | null {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const parsed = parseIpAddress(address);
  if (!parsed) return null;
  const width = parsed.family === 4 ? 32 : 128;
  const length = prefix === undefined ? width : Number(prefix);
  if (length > width) return null;
  const shift = BigInt(width - length);
  return { family: parsed.family, bits: parsed.bits >> shift, shift };
}

export function isInNetwork(address: IpAddress, { family, bits, shift }: Network): boolean {
  return address.family === family && address.bits >> shift === bits;
}
