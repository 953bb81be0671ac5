import type { TrafficFilter } from '#core/telemetry/input.ts';
import type { DashboardFilter } from './use-dashboard-filter.ts';

type Scope = Pick<DashboardFilter, 'stage' | 'variant' | 'method' | 'key'>;

/** The traffic that a dashboard is about, as the control plane takes it. */
export function trafficFilter(apiId: string, { stage, variant, method, key }: Scope): TrafficFilter {
  const space = method?.indexOf(' ') ?? -1;
  return {
    apiId,
    ...(stage !== null && { stageName: stage }),
    ...(variant !== null && { variant }),
    ...(method !== null && space > 0 && { httpMethod: method.slice(0, space), resource: method.slice(space + 1) }),
    ...(key !== null && { keyId: key }),
  };
}

/** "prod, canary, GET /pets": the scope in words, for sentences; the whole API when nothing narrows it. */
export function scopeWords({ stage, variant, method, key }: Scope, keyName: string | null): string {
  const parts = [stage, variant, method, key === null ? null : `the key ${keyName ?? key}`];
  return parts.filter((part) => part !== null).join(', ') || 'this API';
}
