import type { ThrottleSettings } from '#core/plans/schema.ts';
import type { StoreAway } from './fleet-store.ts';
import { Lease, type LeaseOutcome } from './lease.ts';
import { LeasedTokens } from './leased-tokens.ts';
import type { LimitMemory } from './limit-memory.ts';
import type { ThrottleStore, TokenLease } from './throttle-store.ts';

/** A lease ends so long after it was asked for, ms: before the store believes so. */
const lifeMs = 3_000;

type Held = { lease: Lease; slot: number; throttle: ThrottleSettings };

/** The throttles that this node shares with others: the main thread leases tokens for the workers. */
export class FleetThrottles {
  private readonly store: ThrottleStore;
  private readonly memory: LimitMemory;
  private readonly tokens: LeasedTokens;
  private readonly away: (error: StoreAway) => void;
  /** By the bucket's name: those that were asked for lately. */
  private readonly held = new Map<string, Held>();

  constructor(store: ThrottleStore, memory: LimitMemory, away: (error: StoreAway) => void) {
    this.store = store;
    this.memory = memory;
    this.tokens = new LeasedTokens(memory);
    this.away = away;
  }

  lease(name: string, throttle: ThrottleSettings, need: number): Promise<LeaseOutcome> {
    let held = this.held.get(name);
    if (!held) this.held.set(name, (held = { lease: new Lease(), slot: this.memory.slot(name), throttle }));
    held.throttle = throttle;
    const { lease, slot } = held;
    return lease.ask((want) => this.ask({ name, throttle, need, want, back: 0 }, slot));
  }

  /** Returns tokens that nobody takes. */
  async returnIdle(): Promise<void> {
    const nowMs = performance.now();
    for (const [name, { lease, slot }] of this.held) {
      if (lease.isIdle(this.tokens.left(slot, nowMs), nowMs)) await this.giveBack(name);
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.held.keys()].map((name) => this.giveBack(name).catch(() => undefined)));
  }

  private async ask(
    request: { name: string; throttle: ThrottleSettings; need: number; want: number; back: number },
    slot: number,
  ): Promise<LeaseOutcome> {
    const askedAtMs = performance.now();
    const add = ({ granted }: TokenLease) => {
      if (granted > 0) this.tokens.add(slot, granted, askedAtMs + lifeMs, performance.now());
    };
    try {
      const outcome = await this.store.lease({ ...request, left: this.tokens.left(slot, askedAtMs) }, add);
      add(outcome);
      return outcome;
    } catch (error) {
      this.away(error as StoreAway);
      return 'away';
    }
  }

  private async giveBack(name: string): Promise<void> {
    const held = this.held.get(name);
    this.held.delete(name);
    if (!held) return;
    const back = this.tokens.end(held.slot, performance.now());
    const request = { name, throttle: held.throttle, need: 0, want: 0, left: 0, back };
    if (back > 0) await this.store.lease(request, () => undefined);
  }
}
