/** Values in the distinguished encoding of ASN.1 (ITU-T X.690): tag, length, content. */

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

export function der(tag: keyof typeof tags | number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(typeof tag === 'number' ? tag : tags[tag]), lengthOf(content.length), content]);
}

/** The tag of a constructed value in a context of its own: `[0]`, `[3]`. */
export function explicit(number: number, value: Uint8Array): Buffer {
  return der(0xa0 + number, value);
}

/** A non-negative integer, most significant byte first. */
export function derInteger(bytes: Uint8Array): Buffer {
  const start = Math.max(
    0,
    bytes.findIndex((byte) => byte !== 0),
  );
  const significant = bytes.subarray(start);
  const isNegative = (significant[0] ?? 0) >= 0x80;
  return der('integer', isNegative ? Buffer.of(0) : Buffer.alloc(0), significant);
}

/** Bits that fill their last byte. */
export function derBits(bytes: Uint8Array): Buffer {
  return der('bitString', Buffer.of(0), bytes);
}

/** An object identifier in dotted form. */
export function derObjectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return der('objectIdentifier', Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
}

/** A moment as certificates write it: with two digits of the year before 2050 (RFC 5280 section 4.1.2.5). */
export function derTime(time: Date): Buffer {
  const digits = `${time
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '')}`;
  return time.getUTCFullYear() < 2050
    ? der('utcTime', Buffer.from(digits.slice(2)))
    : der('generalizedTime', Buffer.from(digits));
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function base128(number: number): number[] {
  const bytes = [number & 0x7f];
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
