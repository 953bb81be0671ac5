import { LRUCache } from 'lru-cache';
import { AwsError } from './aws-error.ts';

/** Requests per second that an access key may make for long, and at once. AWS allows an account 10 and 40. */
const perSecond = 100;
const burst = 400;

type Bucket = { tokens: number; atMs: number };

// Next bundles routes apart, so a module variable would exist more than once in this process.
const buckets = ((globalThis as { sluiceAwsBuckets?: LRUCache<string, Bucket> }).sluiceAwsBuckets ??= new LRUCache({
  max: 10_000,
}));

/** Takes a request from the access key's token bucket. @throws TooManyRequestsException when it is empty */
export function assertRate(accessKeyId: string, nowMs: number): void {
  const bucket = buckets.get(accessKeyId) ?? { tokens: burst, atMs: nowMs };
  const tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.atMs) / 1_000) * perSecond);
  if (tokens < 1) throw new AwsError('TooManyRequestsException', 'Too Many Requests', 1);
  buckets.set(accessKeyId, { tokens: tokens - 1, atMs: nowMs });
}
