import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Below what a node waits for its store, and a request for a lease, ms. */
const noticedMs = 150;

/**
 * Whether a process stood still while a test ran: this one, by its own clock, or the store, by what nodes say. Nodes then count
 * by other rules, as they must; who wants to know how they count while everything runs takes the test again.
 */
export class Standstill {
  private readonly delay = monitorEventLoopDelay({ resolution: 10 });
  private isStoreAway = false;

  constructor() {
    this.delay.enable();
  }

  /** From here on. */
  begin(): void {
    this.delay.reset();
    this.isStoreAway = false;
  }

  /** A node says that the store does not answer. */
  storeAway(): void {
    this.isStoreAway = true;
  }

  get isOwn(): boolean {
    return this.delay.max > noticedMs * 1e6;
  }

  get isAny(): boolean {
    return this.isStoreAway || this.isOwn;
  }
}
