import type { QuotaSettings, ThrottleSettings } from '#core/plans/schema.ts';

export type UsagePlan = {
  id: string;
  name: string;
  description: string | null;
  productCode: string | null;
  throttle: ThrottleSettings | null;
  quota: QuotaSettings | null;
  stages: { apiId: string; stageName: string; throttle: Record<string, ThrottleSettings> }[];
  tags: Record<string, string>;
};

/** AWS's UsagePlan. */
export function renderUsagePlan({ stages, tags, ...plan }: UsagePlan) {
  return {
    ...plan,
    apiStages: stages.map(({ apiId, stageName, throttle }) => ({
      apiId,
      stage: stageName,
      throttle: Object.keys(throttle).length > 0 ? throttle : null,
    })),
    tags: Object.keys(tags).length > 0 ? tags : null,
  };
}
