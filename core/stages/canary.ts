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
