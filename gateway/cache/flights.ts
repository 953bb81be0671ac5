/** How long the misses of an entry that could not be stored go to the upstream side by side, ms. */
const passMs = 5_000;
/** Names that are remembered as not storable. */
const maxPassed = 10_000;

/**
 * Lets one of several concurrent misses of an entry go to the upstream while the others wait for it. When its response
 * cannot be stored, those that waited go on together, and for a while the misses of this entry wait no more.
 */
export class Flights<Waiting> {
  private readonly waiting = new Map<string, Set<Waiting>>();
  private readonly passed = new Map<string, number>();

  /**
   * Whether the caller may go on: `leader` when others will wait for it, `alone` when nobody does; else it waits.
   * @param nowMs monotonic
   */
  claim(key: string, who: Waiting, nowMs: number): 'leader' | 'alone' | 'waits' {
    const passedUntilMs = this.passed.get(key);
    if (passedUntilMs !== undefined) {
      if (passedUntilMs > nowMs) return 'alone';
      this.passed.delete(key);
    }
    const others = this.waiting.get(key);
    if (!others) {
      this.waiting.set(key, new Set());
      return 'leader';
    }
    others.add(who);
    return 'waits';
  }

  /** One that waited went away. */
  leave(key: string, who: Waiting): void {
    this.waiting.get(key)?.delete(who);
  }

  /** The leader has its response: those that waited, in order. One that is not storable lets later misses pass. */
  land(key: string, isStorable: boolean, nowMs: number): readonly Waiting[] {
    const others = this.waiting.get(key);
    this.waiting.delete(key);
    if (!isStorable) {
      if (this.passed.size >= maxPassed) this.passed.clear();
      this.passed.set(key, nowMs + passMs);
    }
    return others ? [...others] : [];
  }
}
