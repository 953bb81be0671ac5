import { planMethodThrottle, stageThrottle, type MethodThrottle } from '#gateway/limits/method-throttle.ts';
import type { Exchange, Failure, Outcome } from './exchange.ts';

/**
 * Throttles and quota, in AWS API Gateway's order: the plan's throttle for this method, the plan's throttle of the key
 * (over all stages of the plan), the stage's method settings, the account; then the plan's quota. A request takes from
 * all of them or from none, so one that is refused uses up nothing.
 */
export function limit(exchange: Exchange): Outcome {
  const { stage, route, grant, services, startedAtMs, trace } = exchange;
  if (!stage || !route) throw new Error('A route was matched.');
  if (trace) {
    trace.skip('Test calls are not throttled and use up no quota.');
    return undefined;
  }
  const { buckets, accountThrottle } = services;

  let planMethodBucket = -1;
  if (grant) {
    const ofMethod = grant.hasMethodThrottles ? planMethodThrottle(grant.planStage.throttle, route.settingNames) : null;
    if (ofMethod) {
      planMethodBucket = services.keys.methodBucket(grant, route.key);
      if (!buckets.has(planMethodBucket, ofMethod.rateLimit, ofMethod.burstLimit, startedAtMs)) {
        return throttled(`usage plan ${grant.plan.id}, ${route.key} of stage ${stage.id}`, ofMethod);
      }
    }
    const ofKey = grant.plan.throttle;
    if (ofKey && !buckets.has(grant.bucket, ofKey.rateLimit, ofKey.burstLimit, startedAtMs)) {
      return throttled(`usage plan ${grant.plan.id}`, ofKey);
    }
  }

  const ofStage = throttleOf(exchange);
  if (ofStage && !buckets.has(ofStage.bucket, ofStage.rateLimit, ofStage.burstLimit, startedAtMs)) {
    return throttled(`stage ${stage.id}, ${route.key}`, ofStage);
  }

  const accountBucket = bucketOf(services.accountBuckets, stage.state.workspaceId, exchange);
  if (!buckets.has(accountBucket, accountThrottle.rateLimit, accountThrottle.burstLimit, startedAtMs)) {
    return throttled('the whole workspace on this node', accountThrottle);
  }

  if (grant?.plan.quota && !grant.counter.has(grant.plan.quota, exchange.atMs)) {
    const { quota } = grant.plan;
    return {
      type: 'QUOTA_EXCEEDED',
      cause: `API key ${grant.counter.keyId} used up its ${quota.limit} requests per ${quota.period} of usage plan ${grant.plan.id}.`,
    };
  }

  if (planMethodBucket >= 0) buckets.take(planMethodBucket);
  if (grant?.plan.throttle) buckets.take(grant.bucket);
  if (ofStage) buckets.take(ofStage.bucket);
  buckets.take(accountBucket);
  grant?.counter.take();
  return undefined;
}

function throttleOf(exchange: Exchange): MethodThrottle | null {
  const { stage, side, route } = exchange;
  if (!stage || !side || !route) return null;
  let throttle = side.throttles[route.index];
  if (throttle === undefined) {
    const settings = stageThrottle(stage.state.methodSettings, route.settingNames);
    throttle = settings && { ...settings, bucket: bucketOf(stage.buckets, route.key, exchange) };
    side.throttles[route.index] = throttle;
  }
  return throttle;
}

function bucketOf(bucketByName: Map<string, number>, name: string, exchange: Exchange): number {
  let bucket = bucketByName.get(name);
  if (bucket === undefined) bucketByName.set(name, (bucket = exchange.services.buckets.allocate()));
  return bucket;
}

function throttled(what: string, limits: { rateLimit: number; burstLimit: number }): Failure {
  return {
    type: 'THROTTLED',
    cause: `The throttle of ${what} is ${limits.rateLimit} requests per second with a burst of ${limits.burstLimit}.`,
  };
}
