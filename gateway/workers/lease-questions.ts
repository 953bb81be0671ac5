import type { QuotaSettings } from '#core/plans/schema.ts';
import type { LeaseOutcome } from '#gateway/limits/fleet-quotas.ts';
import type { QuotaCounter } from '#gateway/limits/quota.ts';
import type { FromWorker } from './protocol.ts';

/** A worker's questions to the main thread for more of a quota, until they are answered. */
export class LeaseQuestions {
  private readonly say: (message: FromWorker) => void;
  private readonly waiting = new Map<number, (outcome: LeaseOutcome) => void>();
  private nextId = 1;

  constructor(say: (message: FromWorker) => void) {
    this.say = say;
  }

  ask({ workspaceId, planId, keyId }: QuotaCounter, quota: QuotaSettings, nowMs: number): Promise<LeaseOutcome> {
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.say({ lease: id, counter: { workspaceId, planId, keyId }, quota, nowMs });
    });
  }

  answered(id: number, outcome: LeaseOutcome): void {
    this.waiting.get(id)?.(outcome);
    this.waiting.delete(id);
  }
}
