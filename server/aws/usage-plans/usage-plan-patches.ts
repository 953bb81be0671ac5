import type { QuotaPeriod } from '#core/plans/schema.ts';
import { quotaPeriods } from '#core/plans/schema.ts';
import { AwsError, badRequest } from '../aws-error.ts';
import { integerOf, type Patch, type PatchOperation, type PatchTarget, wordOf } from '../patch.ts';

export type Throttle = { rateLimit?: number; burstLimit?: number };
export type Quota = { limit?: number; offset?: number; period?: QuotaPeriod };
export type StageOfPlan = { apiId: string; stageName: string; throttle: Record<string, Throttle> };

/** A plan while it is patched: limits may have some of their members only. */
export type PatchedPlan = {
  name: string;
  description: string | null;
  productCode: string | null;
  throttle: Throttle | null;
  quota: Quota | null;
  stages: StageOfPlan[];
};

const limitNames = ['rateLimit', 'burstLimit'] as const;

/** What UpdateUsagePlan takes. */
export const usagePlanPatches: PatchTarget<PatchedPlan>[] = [
  { path: '/name', ops: ['replace'], apply: (plan, { value }) => void (plan.name = value) },
  { path: '/description', ops: ['replace'], apply: (plan, { value }) => void (plan.description = value || null) },
  {
    path: '/productCode',
    ops: ['add', 'replace', 'remove'],
    apply: (plan, { value }) => void (plan.productCode = value || null),
  },
  { path: '/throttle', ops: ['remove'], apply: (plan) => void (plan.throttle = null) },
  ...limitNames.map((name): PatchTarget<PatchedPlan> => ({
    path: `/throttle/${name}`,
    ops: ['add', 'replace'],
    apply: (plan, patch) => void (plan.throttle = { ...plan.throttle, [name]: limitOf(name, patch) }),
  })),
  { path: '/quota', ops: ['remove'], apply: (plan) => void (plan.quota = null) },
  ...(['limit', 'offset'] as const).map((name): PatchTarget<PatchedPlan> => ({
    path: `/quota/${name}`,
    ops: ['add', 'replace'],
    apply: (plan, patch) => void (plan.quota = { ...plan.quota, [name]: integerOf(patch) }),
  })),
  {
    path: '/quota/period',
    ops: ['add', 'replace'],
    apply: (plan, patch) => void (plan.quota = { ...plan.quota, period: wordOf(quotaPeriods, patch) }),
  },
  {
    path: '/apiStages',
    ops: ['add', 'remove'],
    apply(plan, { op, value }) {
      const [apiId = '', stageName = ''] = value.split(':');
      const others = plan.stages.filter((stage) => stage.apiId !== apiId || stage.stageName !== stageName);
      if (op === 'remove' && others.length === plan.stages.length) throw unknownStage(value);
      plan.stages = op === 'add' ? [...others, { apiId, stageName, throttle: {} }] : others;
    },
  },
  {
    path: '/apiStages/{apiId:stage}/throttle',
    ops: ['remove'],
    apply: (plan, { labels: [stage = ''] }) => void (stageOf(plan, stage).throttle = {}),
  },
  {
    path: '/apiStages/{apiId:stage}/throttle/{method}',
    ops: ['remove'],
    apply(plan, { labels: [stage = '', method = ''] }) {
      const { throttle } = stageOf(plan, stage);
      if (!Object.hasOwn(throttle, method)) throw badRequest(`Invalid throttle specified: ${method}`);
      delete throttle[method];
    },
  },
  ...limitNames.map((name): PatchTarget<PatchedPlan> => ({
    path: `/apiStages/{apiId:stage}/throttle/{method}/${name}`,
    ops: ['add', 'replace'],
    apply(plan, patch) {
      const [stage = '', method = ''] = patch.labels;
      const { throttle } = stageOf(plan, stage);
      throttle[method] = { ...throttle[method], [name]: limitOf(name, patch) };
    },
  })),
];

export function unknownStage(name: string): AwsError {
  return new AwsError('NotFoundException', `API Stage not found: ${name}`);
}

function stageOf(plan: PatchedPlan, name: string): StageOfPlan {
  const found = plan.stages.find(({ apiId, stageName }) => `${apiId}:${stageName}` === name);
  if (!found) throw unknownStage(name);
  return found;
}

function limitOf(name: (typeof limitNames)[number], patch: Patch): number {
  if (name === 'burstLimit') return integerOf(patch);
  if (/^\d{1,9}(\.\d{1,9})?$/.test(patch.value)) return Number(patch.value);
  throw badRequest(`Invalid number value '${patch.value}'`);
}

/**
 * Writes the method that a throttle's path names as one segment. Clients write `/apiStages/a:b/throttle/~1pets/GET/rateLimit`
 * as AWS documents it, and `.../throttle//pets/GET/rateLimit` as Terraform does.
 */
export function withMethodsAsLabels(operations: readonly PatchOperation[]): PatchOperation[] {
  return operations.map((operation) => {
    const match = /^(\/apiStages\/[^/]+\/throttle\/)(.+?)(\/(?:rateLimit|burstLimit))?$/.exec(operation.path ?? '');
    if (!match) return operation;
    const [, start = '', written = '', limit = ''] = match;
    const named = written.replaceAll('~1', '/').replaceAll('~0', '~');
    const method = named.startsWith('/') ? named : `/${named}`;
    return { ...operation, path: `${start}${method.replaceAll('~', '~0').replaceAll('/', '~1')}${limit}` };
  });
}
