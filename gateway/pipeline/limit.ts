import { planMethodThrottle, stageThrottle, type MethodThrottle } from '#gateway/limits/method-throttle.ts';
import type { KeyGrant } from '#gateway/snapshot/key-table.ts';
import type { Exchange, Failure, Outcome } from './exchange.ts';

/** The buckets that the request in `limit` took from so far. One request at a time is in there. */
const taken: number[] = [];

/**
 * Throttles and quota, in AWS API Gateway's order: the plan's throttle for this method, the plan's throttle of the key
 * (over all stages of the plan), the stage's method settings, the account; then the plan's quota. A request takes from
 * all of them or from none, so one that is refused uses up nothing.
 */
export function limit(exchange: Exchange): Outcome {
  const { grant, services, trace } = exchange;
  if (trace) {
    trace.skip('Test calls are not throttled and use up no quota.');
    return undefined;
  }
  taken.length = 0;
  const throttle = takeThrottles(exchange);
  if (throttle) return giveBack(exchange, taken, throttle);
  if (!grant) return undefined;
  const { counter } = grant;
  const { quota } = grant.plan;
  if (quota) {
    const isTaken = services.quotaGate.take(counter, quota, exchange.atMs);
    if (isTaken === false) return giveBack(exchange, taken, exceeded(grant));
    if (isTaken !== true) return waitForLease(exchange, grant, isTaken, [...taken]);
  }
  counter.unreported += 1;
  return undefined;
}

/** Takes from each bucket; what stands in the way, if one is empty. */
function takeThrottles(exchange: Exchange): Failure | undefined {
  const { stage, route, grant, services } = exchange;
  if (!stage || !route) throw new Error('A route was matched.');
  if (grant) {
    const ofMethod = grant.hasMethodThrottles ? planMethodThrottle(grant.planStage.throttle, route.settingNames) : null;
    if (ofMethod && !take(exchange, services.keys.methodBucket(grant, route.key), ofMethod)) {
      return throttled(`usage plan ${grant.plan.id}, ${route.key} of stage ${stage.id}`, ofMethod);
    }
    const ofKey = grant.plan.throttle;
    if (ofKey && !take(exchange, grant.bucket, ofKey)) return throttled(`usage plan ${grant.plan.id}`, ofKey);
  }
  const ofStage = throttleOf(exchange);
  if (ofStage && !take(exchange, ofStage.bucket, ofStage)) return throttled(`stage ${stage.id}, ${route.key}`, ofStage);
  const { accountThrottle } = services;
  if (!take(exchange, accountBucket(exchange, stage.state.workspaceId), accountThrottle)) {
    return throttled('the whole workspace on this node', accountThrottle);
  }
  return undefined;
}

function take(exchange: Exchange, bucket: number, limits: { rateLimit: number; burstLimit: number }): boolean {
  const { buckets } = exchange.services;
  if (!buckets.take(bucket, limits.rateLimit, limits.burstLimit, exchange.startedAtMs)) return false;
  taken.push(bucket);
  return true;
}

function giveBack({ services }: Exchange, buckets: readonly number[], failure: Failure): Failure {
  for (const bucket of buckets) services.buckets.giveBack(bucket);
  services.recorder.countRefused(failure.type === 'QUOTA_EXCEEDED' ? 'quotaExceeded' : 'throttled');
  return failure;
}

/** The node has used up its lease of the fleet's quota: the request waits for the next one. */
async function waitForLease(
  exchange: Exchange,
  grant: KeyGrant,
  leased: Promise<boolean>,
  buckets: readonly number[],
): Promise<Failure | undefined> {
  if (!(await leased)) return giveBack(exchange, buckets, exceeded(grant));
  grant.counter.unreported += 1;
  return undefined;
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

function throttled(what: string, limits: { rateLimit: number; burstLimit: number }): Failure {
  return {
    type: 'THROTTLED',
    cause: `The throttle of ${what} is ${limits.rateLimit} requests per second with a burst of ${limits.burstLimit}.`,
  };
}

function exceeded({ plan, counter }: KeyGrant): Failure {
  const { limit: requests, period } = plan.quota ?? { limit: 0, period: '' };
  return {
    type: 'QUOTA_EXCEEDED',
    cause: `API key ${counter.keyId} used up its ${requests} requests per ${period} of usage plan ${plan.id}.`,
  };
}
