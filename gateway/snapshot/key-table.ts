import { hash } from 'node:crypto';
import type { KeyState, PlanState } from '#core/snapshot/revision.ts';
import { stageRevisionId } from '#core/snapshot/revision.ts';
import type { PlanStage } from '#core/plans/schema.ts';
import type { QuotaCounter, QuotaCounters } from '#gateway/limits/quota.ts';
import type { ThrottleGate } from '#gateway/limits/throttle-gate.ts';
import type { LoggedKey } from '#gateway/telemetry/request-log.ts';

/** What a key may do at one stage: the plan that opens the stage to it, with the key's own bucket and counter. */
export type KeyGrant = {
  readonly plan: PlanState;
  readonly planStage: PlanStage;
  /** Whether the plan throttles single methods of the stage at all. */
  readonly hasMethodThrottles: boolean;
  readonly bucket: number;
  /** By route key; buckets of the plan's throttles for single methods, as they are first used. */
  readonly methodBuckets: Map<string, number>;
  /** What the names of those buckets begin with. */
  readonly methodBucketPrefix: string;
  readonly counter: QuotaCounter;
};

/** A key as requests see it. Buckets go by name, so they stay through changes of the key and its plans. */
export type KeyEntry = LoggedKey & {
  readonly state: KeyState;
  /** Stage id to grant, valid while `grantsOf` is the table's plan generation. */
  readonly grants: Map<string, KeyGrant | null>;
  grantsOf: number;
};

/** A secret that was presented and is known. */
export type KeyMatch = { readonly entry: KeyEntry; readonly expiresAtMs: number | null };

/** Raw keys remembered per generation; two generations are kept. */
const cacheSize = 16_384;
/** Longest API key value that AWS API Gateway takes, characters. */
const keyMaxLength = 128;

/**
 * API keys and usage plans. Only hashes of keys are known; what a caller presents is hashed once and remembered for a
 * while. Any change of keys empties that memory, so a revoked key is refused by the very next request.
 */
export class KeyTable {
  /** Keys must not be served before the control plane, or the disk, has said which there are. */
  isComplete = false;
  private readonly buckets: ThrottleGate;
  private readonly counters: QuotaCounters;
  private readonly entries = new Map<string, KeyEntry>();
  private readonly bySecret = new Map<string, KeyMatch>();
  private readonly plans = new Map<string, PlanState>();
  private plansGeneration = 0;
  private recent = new Map<string, KeyMatch>();
  private older = new Map<string, KeyMatch>();

  constructor(buckets: ThrottleGate, counters: QuotaCounters) {
    this.buckets = buckets;
    this.counters = counters;
  }

  get size(): number {
    return this.entries.size;
  }

  /** Sets a key's whole state; null removes it. */
  setKey(id: string, state: KeyState | null): void {
    const before = this.entries.get(id);
    for (const { sha256 } of before?.state.secrets ?? []) {
      if (this.bySecret.get(sha256)?.entry === before) this.bySecret.delete(sha256);
    }
    if (state === null) {
      this.entries.delete(id);
    } else {
      const entry: KeyEntry = {
        state,
        grants: new Map(),
        grantsOf: this.plansGeneration,
        number: 0,
        numberedIn: 0,
      };
      this.entries.set(id, entry);
      for (const { sha256, expiresAtMs } of state.secrets) this.bySecret.set(sha256, { entry, expiresAtMs });
    }
    this.recent.clear();
    this.older.clear();
  }

  /** Sets a plan's whole state; null removes it. */
  setPlan(id: string, state: PlanState | null): void {
    if (state === null) this.plans.delete(id);
    else this.plans.set(id, state);
    this.plansGeneration += 1;
  }

  /** The key that a presented value belongs to, whatever its condition; null when it is unknown. */
  find(presented: string): KeyMatch | null {
    const cached = this.recent.get(presented);
    if (cached) return cached;
    if (presented.length === 0 || presented.length > keyMaxLength) return null;
    const match = this.older.get(presented) ?? this.bySecret.get(hash('sha256', presented, 'hex'));
    if (!match) return null;
    if (this.recent.size >= cacheSize) {
      this.older = this.recent;
      this.recent = new Map();
    }
    this.recent.set(presented, match);
    return match;
  }

  /** What the key may do at a stage, or null when none of its plans opens that stage. */
  grant(entry: KeyEntry, workspaceId: string, apiId: string, stageName: string, stageId: string): KeyGrant | null {
    if (entry.grantsOf !== this.plansGeneration) {
      entry.grants.clear();
      entry.grantsOf = this.plansGeneration;
    }
    let grant = entry.grants.get(stageId);
    if (grant === undefined) {
      grant = this.resolve(entry, workspaceId, apiId, stageName);
      entry.grants.set(stageId, grant);
    }
    return grant;
  }

  /** The bucket of a plan's throttle for one method, which each key has for itself. */
  methodBucket(grant: KeyGrant, routeKey: string): number {
    let bucket = grant.methodBuckets.get(routeKey);
    if (bucket === undefined) {
      bucket = this.buckets.bucket(`${grant.methodBucketPrefix} ${routeKey}`);
      grant.methodBuckets.set(routeKey, bucket);
    }
    return bucket;
  }

  private resolve(entry: KeyEntry, workspaceId: string, apiId: string, stageName: string): KeyGrant | null {
    if (entry.state.workspaceId !== workspaceId) return null;
    for (const planId of entry.state.planIds) {
      const plan = this.plans.get(planId);
      if (!plan || plan.workspaceId !== workspaceId) continue;
      const planStage = plan.apiStages.find((opened) => opened.apiId === apiId && opened.stage === stageName);
      if (!planStage) continue;
      const keyId = entry.state.id;
      return {
        plan,
        planStage,
        hasMethodThrottles: Object.keys(planStage.throttle).length > 0,
        bucket: this.buckets.bucket(`plan ${planId} ${keyId}`),
        methodBuckets: new Map(),
        methodBucketPrefix: `plan-method ${planId} ${keyId} ${stageRevisionId(apiId, stageName)}`,
        counter: this.counters.counter(workspaceId, planId, keyId),
      };
    }
    return null;
  }
}
