import { leavesServerIdle } from './messages.ts';

/** The one database session underneath. */
export type Backend = {
  /** Runs whole protocol messages and returns the server's answer. */
  run(bytes: Uint8Array): Uint8Array;
  /** Ends whatever an absent client left open. */
  rollback(): void;
  /** Comes before a client gets the idle session: no transaction is open. */
  prepare(): void;
};

type Answer = (bytes: Uint8Array) => void;

/** One client's place in the queue for the session. */
export type Seat = {
  /** Runs a batch when the session is free, in the order of arrival. */
  submit(bytes: Uint8Array, answer: Answer): void;
  /** Forgets what waits, and rolls back when this client holds the session. */
  leave(): void;
};

/**
 * Lends one session to many clients. A client that opened a transaction, or whose batch did not end, holds the session
 * until the server is idle again; everybody else's batches wait. Messages of two clients never mix inside a batch,
 * so unnamed statements, error recovery and transactions behave as on separate connections.
 */
export class SharedSession {
  readonly #backend: Backend;
  #waiting: { seat: Seat; bytes: Uint8Array; answer: Answer }[] = [];
  #holder: Seat | undefined;
  #isScheduled = false;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  seat(): Seat {
    const seat: Seat = {
      submit: (bytes, answer) => {
        this.#waiting.push({ seat, bytes, answer });
        this.#schedule();
      },
      leave: () => {
        this.#waiting = this.#waiting.filter((batch) => batch.seat !== seat);
        if (this.#holder !== seat) return;
        this.#holder = undefined;
        this.#backend.rollback();
        this.#schedule();
      },
    };
    return seat;
  }

  /** One batch per turn of the event loop: what arrived meanwhile is queued before the next one runs. */
  #schedule(): void {
    if (this.#isScheduled || this.#nextIndex() === -1) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      const [next] = this.#waiting.splice(this.#nextIndex(), 1);
      if (next) {
        if (!this.#holder) this.#backend.prepare();
        const answer = this.#backend.run(next.bytes);
        this.#holder = leavesServerIdle(answer) ? undefined : next.seat;
        next.answer(answer);
      }
      this.#schedule();
    });
  }

  #nextIndex(): number {
    if (this.#holder) return this.#waiting.findIndex(({ seat }) => seat === this.#holder);
    return this.#waiting.length === 0 ? -1 : 0;
  }
}
