/** Repeatable randomness: the same seed gives the same numbers, so that a scenario looks the same each time. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1). Mulberry32: small and good enough for pictures. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A number around 0 with deviation 1 (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** How many of `count` happen when each does with `probability`: exact for few, by the normal curve for many. */
  binomial(count: number, probability: number): number {
    if (count <= 30) {
      let hits = 0;
      for (let i = 0; i < count; i += 1) if (this.next() < probability) hits += 1;
      return hits;
    }
    const mean = count * probability;
    const hits = Math.round(mean + this.normal() * Math.sqrt(mean * (1 - probability)));
    return Math.min(count, Math.max(0, hits));
  }

  /** One of the entries, the likelier the heavier. */
  weighted<Entry extends { weight: number }>(entries: readonly Entry[]): Entry {
    let rest = this.next() * entries.reduce((sum, { weight }) => sum + weight, 0);
    for (const entry of entries) {
      rest -= entry.weight;
      if (rest < 0) return entry;
    }
    const last = entries.at(-1);
    if (!last) throw new Error('there is nothing to choose from');
    return last;
  }
}
