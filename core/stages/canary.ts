/** The two sides of a stage. */
export const variants = ['stable', 'canary'] as const;
export type Variant = (typeof variants)[number];

/**
 * Which side serves a request, as AWS API Gateway decides it: at random for each request.
 * @param percentTraffic the canary's share, 0.0 to 100.0
 * @param random a number in [0, 1)
 */
export function pickVariant(percentTraffic: number, random: number): Variant {
  return random * 100 < percentTraffic ? 'canary' : 'stable';
}

/**
 * Where a caller stands among all callers of a stage: a number in [0, 1) to use in place of a random one, always the same
 * for the same value. Raising the canary's share only adds callers to it. The salt keeps the callers of one stage's canary
 * from being those of every other stage's. FNV-1a over UTF-16 units, then the finalizer of MurmurHash3, which spreads
 * values that differ in a character over the whole range.
 */
export function stickyPosition(salt: string, value: string): number {
  let hash = 0x811c9dc5;
  for (const text of [salt, '\n', value]) {
    for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
