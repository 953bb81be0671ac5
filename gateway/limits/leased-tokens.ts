import { noSlot, WordCodec, type LimitMemory } from './limit-memory.ts';

/** The word of a bucket's slot that holds its lease: tokens, and when they end. */
const leaseAt = 1;

/** What a node has leased of token buckets that the fleet shares, in memory that all its threads share. */
export class LeasedTokens {
  private readonly memory: LimitMemory;
  private readonly codec = new WordCodec();

  constructor(memory: LimitMemory) {
    this.memory = memory;
  }

  /** Takes one, if the lease has not ended at `nowMs` (this thread's `performance.now()`). What is left, or -1. */
  take(bucket: number, nowMs: number): number {
    const { codec } = this;
    const { words } = this.memory;
    const now = this.nodeMs(nowMs);
    for (;;) {
      const before = Atomics.load(words, bucket + leaseAt);
      codec.unpack(before);
      const { low: tokens, high: endsAt } = codec;
      if (tokens <= 0 || ((endsAt - now) | 0) <= 0) return -1;
      const after = codec.pack(tokens - 1, endsAt);
      if (Atomics.compareExchange(words, bucket + leaseAt, before, after) === before) return tokens - 1;
    }
  }

  /** Puts a token back that was taken, if the lease still runs. */
  giveBack(bucket: number, nowMs: number): void {
    this.change(bucket, 1, null, nowMs);
  }

  /** Adds a lease that ends at `endsAtMs`; what is left of the one before ends then too. */
  add(bucket: number, tokens: number, endsAtMs: number, nowMs: number): void {
    if (endsAtMs > nowMs) this.change(bucket, tokens, this.nodeMs(endsAtMs), nowMs);
  }

  left(bucket: number, nowMs: number): number {
    if (bucket === noSlot) return 0;
    this.codec.unpack(Atomics.load(this.memory.words, bucket + leaseAt));
    return this.runs(nowMs) ? this.codec.low : 0;
  }

  /** Takes all that is left. */
  end(bucket: number, nowMs: number): number {
    if (bucket === noSlot) return 0;
    this.codec.unpack(Atomics.exchange(this.memory.words, bucket + leaseAt, 0n));
    return this.runs(nowMs) ? this.codec.low : 0;
  }

  /** @param endsAt null leaves it as it is, and changes nothing of a lease that has ended */
  private change(bucket: number, tokens: number, endsAt: number | null, nowMs: number): void {
    if (bucket === noSlot) return;
    const { codec } = this;
    const { words } = this.memory;
    for (;;) {
      const before = Atomics.load(words, bucket + leaseAt);
      codec.unpack(before);
      const runs = before !== 0n && this.runs(nowMs);
      if (!runs && endsAt === null) return;
      const after = codec.pack((runs ? codec.low : 0) + tokens, endsAt ?? codec.high);
      if (Atomics.compareExchange(words, bucket + leaseAt, before, after) === before) return;
    }
  }

  /** Whether the lease in the codec has not ended. */
  private runs(nowMs: number): boolean {
    return ((this.codec.high - this.nodeMs(nowMs)) | 0) > 0;
  }

  /** The node's time, the same in every thread; it wraps around. */
  private nodeMs(nowMs: number): number {
    return Math.floor(nowMs + this.memory.clockOffsetMs) | 0;
  }
}
