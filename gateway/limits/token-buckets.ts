import type { ThrottleSettings } from '#core/plans/schema.ts';
import { LimitMemory, noSlot, WordCodec } from './limit-memory.ts';
import type { ThrottleGate } from './throttle-gate.ts';

/** Parts of a token that a bucket counts in: rates per second are whole parts per millisecond. */
const parts = 1_000;
/** More than any burst: what a bucket holds before its first request. */
const brimful = 2_147_483_647;

/**
 * Token buckets that all threads of a node share: a bucket holds up to `burst` requests and gains `rate` per second. A
 * bucket is one 64-bit word (tokens, and when they were counted) that changes by compare-and-exchange: exact, within any t
 * seconds at most burst + rate * t requests pass, whatever number of threads ask.
 */
export class TokenBuckets implements ThrottleGate {
  private readonly memory: LimitMemory;
  private readonly codec = new WordCodec();

  constructor(memory: LimitMemory = new LimitMemory()) {
    this.memory = memory;
  }

  /** The bucket of a name, the same in every thread; full at whatever burst it is first used with. */
  bucket(name: string): number {
    return this.memory.slot(name);
  }

  /**
   * Takes a token if there is one. Gains are added a whole token at a time, so that fractions are not lost to rounding
   * (under 0.1 % of the rate when it is no whole number).
   * @param nowMs `performance.now()` of this thread
   */
  take(bucket: number, { rateLimit, burstLimit }: ThrottleSettings, nowMs: number): boolean {
    if (bucket === noSlot) return true;
    const { codec } = this;
    const { words, clockOffsetMs } = this.memory;
    const now = Math.floor(nowMs + clockOffsetMs) | 0;
    // A burst beyond what a word's half holds is as good as that.
    const burstParts = Math.min(brimful, burstLimit * parts);
    for (;;) {
      const before = Atomics.load(words, bucket);
      codec.unpack(before);
      let { low: tokens, high: countedAt } = codec;
      if (before === 0n) {
        // One ms late, so that the part of a ms that this request came late is not gained.
        [tokens, countedAt] = [brimful, now + 1];
      } else {
        // The difference is right although the count of ms wraps around; far below 0, more than 24 days went by.
        const elapsedMs = (now - countedAt) | 0;
        const gain = elapsedMs < -60_000 ? burstParts : Math.floor(elapsedMs * rateLimit);
        if (gain >= parts) [tokens, countedAt] = [Math.min(burstParts, tokens + gain), now];
      }
      if (tokens > burstParts) tokens = burstParts;
      if (tokens < parts) return false;
      if (Atomics.compareExchange(words, bucket, before, codec.pack(tokens - parts, countedAt)) === before) return true;
    }
  }

  /** Gives back a token that was taken for a request that was refused by another limit. */
  giveBack(bucket: number): void {
    if (bucket === noSlot) return;
    const { codec } = this;
    const { words } = this.memory;
    for (;;) {
      const before = Atomics.load(words, bucket);
      codec.unpack(before);
      const after = codec.pack(Math.min(brimful, codec.low + parts), codec.high);
      if (Atomics.compareExchange(words, bucket, before, after) === before) return;
    }
  }
}
