import type { LeaseOutcome, LeaseQuestion } from '#gateway/limits/lease.ts';
import type { FromWorker } from './protocol.ts';

/** A worker's questions to the main thread for more of a limit, until they are answered. */
export class LeaseQuestions {
  private readonly say: (message: FromWorker) => void;
  private readonly waiting = new Map<number, (outcome: LeaseOutcome) => void>();
  private nextId = 1;

  constructor(say: (message: FromWorker) => void) {
    this.say = say;
  }

  ask(question: LeaseQuestion): Promise<LeaseOutcome> {
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.say({ lease: id, question });
    });
  }

  answered(id: number, outcome: LeaseOutcome): void {
    this.waiting.get(id)?.(outcome);
    this.waiting.delete(id);
  }
}
