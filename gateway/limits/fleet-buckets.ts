import type { ThrottleSettings } from '#core/plans/schema.ts';
import { FleetGate } from './fleet-gate.ts';
import type { LeaseOutcome, LeaseQuestion } from './lease.ts';
import { LeasedTokens } from './leased-tokens.ts';
import { noSlot, type LimitMemory } from './limit-memory.ts';
import type { ThrottleGate } from './throttle-gate.ts';
import { TokenBuckets } from './token-buckets.ts';

/**
 * Token buckets that the nodes of a fleet share, as a worker takes from them: from the tokens that the node has leased, or, while
 * the store is away, from buckets of the node's own.
 */
export class FleetBuckets implements ThrottleGate {
  private readonly memory: LimitMemory;
  private readonly own: TokenBuckets;
  private readonly leased: LeasedTokens;
  private readonly gate: FleetGate<number, ThrottleSettings>;
  private readonly names = new Map<number, string>();

  constructor(memory: LimitMemory, ask: (question: LeaseQuestion) => Promise<LeaseOutcome>) {
    this.memory = memory;
    this.own = new TokenBuckets(memory);
    this.leased = new LeasedTokens(memory);
    this.gate = new FleetGate<number, ThrottleSettings>(memory, {
      takeLeased: (bucket, _, nowMs) => this.leased.take(bucket, nowMs),
      takeAlone: (bucket, throttle, nowMs) => this.own.take(bucket, throttle, nowMs),
      ask: (bucket, { rateLimit, burstLimit }, _, need) => {
        const throttle = { rateLimit, burstLimit };
        return ask({ kind: 'throttle', bucket: this.names.get(bucket) ?? '', throttle, need });
      },
    });
  }

  bucket(name: string): number {
    const bucket = this.own.bucket(name);
    this.names.set(bucket, name);
    return bucket;
  }

  take(bucket: number, throttle: ThrottleSettings, nowMs: number): boolean | Promise<boolean> {
    return bucket === noSlot || this.gate.take(bucket, throttle, nowMs);
  }

  giveBack(bucket: number): void {
    if (this.memory.isStoreAway) this.own.giveBack(bucket);
    else this.leased.giveBack(bucket, performance.now());
  }
}
