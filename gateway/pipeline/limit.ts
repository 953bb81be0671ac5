import type { ThrottleSettings } from '#core/plans/schema.ts';
import { planMethodThrottle, stageThrottle, type MethodThrottle } from '#gateway/limits/method-throttle.ts';
import type { KeyGrant } from '#gateway/snapshot/key-table.ts';
import type { Exchange, Failure, Outcome, Settled } from './exchange.ts';

type Scope = 'plan-method' | 'plan' | 'stage' | 'account';
/** A throttle that the request waits for, and what it is answered when that refuses it. */
type Awaited = { bucket: number; isTaken: Promise<boolean>; refusal: Failure };

/** What the request in `limit` took from so far, and what it waits for. One request at a time is in there. */
const taken: number[] = [];
const awaited: Awaited[] = [];

/**
 * Throttles and quota, in AWS API Gateway's order: the plan's throttle for this method, the plan's throttle of the key
 * (over all stages of the plan), the stage's method settings, the account; then the plan's quota. A request takes from
 * all of them or from none, so one that is refused uses up nothing.
 */
export function limit(exchange: Exchange): Outcome {
  const { trace } = exchange;
  if (trace) {
    trace.skip('Test calls are not throttled and use up no quota.');
    return undefined;
  }
  taken.length = 0;
  awaited.length = 0;
  const refusal = takeThrottles(exchange);
  if (awaited.length > 0) return waitForThrottles(exchange, [...awaited], [...taken], refusal);
  return refusal ? giveBack(exchange, taken, refusal) : takeQuota(exchange, taken);
}

/** Takes from each bucket; what stands in the way, if one is empty. */
function takeThrottles(exchange: Exchange): Failure | undefined {
  const { stage, route, grant, services } = exchange;
  if (!stage || !route) throw new Error('A route was matched.');
  let refusal: Failure | undefined;
  if (grant) {
    const ofMethod = grant.hasMethodThrottles ? planMethodThrottle(grant.planStage.throttle, route.settingNames) : null;
    if (ofMethod) refusal = take(exchange, 'plan-method', services.keys.methodBucket(grant, route.key), ofMethod);
    const ofKey = grant.plan.throttle;
    if (ofKey) refusal ??= take(exchange, 'plan', grant.bucket, ofKey);
  }
  const ofStage = throttleOf(exchange);
  if (ofStage) refusal ??= take(exchange, 'stage', ofStage.bucket, ofStage);
  const ofAccount = accountBucket(exchange, stage.state.workspaceId);
  return refusal ?? take(exchange, 'account', ofAccount, services.accountThrottle);
}

function take(exchange: Exchange, scope: Scope, bucket: number, limits: ThrottleSettings): Failure | undefined {
  const isTaken = exchange.services.buckets.take(bucket, limits, exchange.startedAtMs);
  if (isTaken === true) {
    taken.push(bucket);
    return undefined;
  }
  const refusal = throttled(exchange, scope, limits);
  if (isTaken === false) return refusal;
  awaited.push({ bucket, isTaken, refusal });
  return undefined;
}

/**
 * The node has used up its leases of throttles: the request waits for the next ones, also when another throttle refused it
 * already, since it gives back what it gets.
 */
async function waitForThrottles(
  exchange: Exchange,
  throttles: readonly Awaited[],
  buckets: number[],
  refused: Failure | undefined,
): Promise<Settled> {
  let refusal = refused;
  for (const throttle of throttles) {
    if (await throttle.isTaken) buckets.push(throttle.bucket);
    else refusal ??= throttle.refusal;
  }
  return refusal ? giveBack(exchange, buckets, refusal) : takeQuota(exchange, buckets);
}

function takeQuota(exchange: Exchange, buckets: readonly number[]): Failure | undefined | Promise<Settled> {
  const { grant, services } = exchange;
  if (!grant) return undefined;
  const { counter } = grant;
  const { quota } = grant.plan;
  if (quota) {
    const isTaken = services.quotaGate.take(counter, quota, exchange.atMs);
    if (isTaken === false) return giveBack(exchange, buckets, exceeded(grant));
    if (isTaken !== true) return waitForQuota(exchange, grant, isTaken, [...buckets]);
  }
  counter.unreported += 1;
  return undefined;
}

/** The node has used up its lease of the quota: the request waits for the next one. */
async function waitForQuota(
  exchange: Exchange,
  grant: KeyGrant,
  leased: Promise<boolean>,
  buckets: readonly number[],
): Promise<Settled> {
  if (!(await leased)) return giveBack(exchange, buckets, exceeded(grant));
  grant.counter.unreported += 1;
  return undefined;
}

function giveBack({ services }: Exchange, buckets: readonly number[], failure: Failure): Failure {
  for (const bucket of buckets) services.buckets.giveBack(bucket);
  services.recorder.countRefused(failure.type === 'QUOTA_EXCEEDED' ? 'quotaExceeded' : 'throttled');
  return failure;
}

function throttleOf(exchange: Exchange): MethodThrottle | null {
  const { stage, side, route, services } = exchange;
  if (!stage || !side || !route) return null;
  let throttle = side.throttles[route.index];
  if (throttle === undefined) {
    const settings = stageThrottle(stage.state.methodSettings, route.settingNames);
    throttle = settings && { ...settings, bucket: services.buckets.bucket(`stage ${stage.id} ${route.key}`) };
    side.throttles[route.index] = throttle;
  }
  return throttle;
}

function accountBucket({ services }: Exchange, workspaceId: string): number {
  let bucket = services.accountBuckets.get(workspaceId);
  if (bucket === undefined) {
    bucket = services.buckets.bucket(`account ${workspaceId}`);
    services.accountBuckets.set(workspaceId, bucket);
  }
  return bucket;
}

function throttled(exchange: Exchange, scope: Scope, { rateLimit, burstLimit }: ThrottleSettings): Failure {
  const what = throttledBy(exchange, scope);
  return {
    type: 'THROTTLED',
    cause: `The throttle of ${what} is ${rateLimit} requests per second with a burst of ${burstLimit}.`,
  };
}

function throttledBy({ grant, stage, route }: Exchange, scope: Scope): string {
  const [plan, onStage] = [`usage plan ${grant?.plan.id}`, `${route?.key} of stage ${stage?.id}`];
  if (scope === 'plan-method') return `${plan}, ${onStage}`;
  if (scope === 'plan') return plan;
  return scope === 'stage' ? onStage : 'the whole workspace';
}

function exceeded({ plan, counter }: KeyGrant): Failure {
  const { limit: requests, period } = plan.quota ?? { limit: 0, period: '' };
  return {
    type: 'QUOTA_EXCEEDED',
    cause: `API key ${counter.keyId} used up its ${requests} requests per ${period} of usage plan ${plan.id}.`,
  };
}
