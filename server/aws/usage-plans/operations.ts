import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { SluiceError } from '#core/errors.ts';
import type { Member } from '../../actor.ts';
import { createPlan } from '../../plans/create-plan.ts';
import { deletePlan } from '../../plans/delete-plan.ts';
import { listUsagePlans } from '../../plans/list-usage-plans.ts';
import { updatePlan } from '../../plans/update-plan.ts';
import { AwsError, badRequest, inAwsWords } from '../aws-error.ts';
import { changedMembers } from '../changed-members.ts';
import { integer, number, patchOperations, text, textMap } from '../members.ts';
import { operation } from '../operation.ts';
import { pageOf, positionOf } from '../page.ts';
import { applyPatch } from '../patch.ts';
import { renderUsagePlan, type UsagePlan } from './render-usage-plan.ts';
import {
  type PatchedPlan,
  type Quota,
  type StageOfPlan,
  type Throttle,
  unknownStage,
  usagePlanPatches,
  withMethodsAsLabels,
} from './usage-plan-patches.ts';

const unknownPlan = 'Invalid Usage Plan ID specified';
const bothLimits = 'rateLimit and burstLimit are given together, both above 0';

const throttle = z.strictObject({ burstLimit: integer, rateLimit: number });
const apiStage = z.strictObject({
  apiId: z.string(),
  stage: z.string(),
  throttle: z.record(z.string(), throttle).nullish(),
});
const quota = z.strictObject({ limit: integer, offset: integer, period: z.enum(['DAY', 'WEEK', 'MONTH']).nullish() });

/** The plan, or AWS's answer to an id that none has. */
export async function findUsagePlan(actor: Member, planId: string): Promise<UsagePlan> {
  const [plan] = await listUsagePlans.execute(actor, { limit: 1, after: null, planId });
  if (!plan) throw new AwsError('NotFoundException', unknownPlan);
  return plan;
}

function wholeThrottle(limits: Throttle | null) {
  if (limits === null) return null;
  const { rateLimit, burstLimit } = limits;
  if (!rateLimit || !burstLimit) throw badRequest(`Invalid throttle settings specified: ${bothLimits}.`);
  return { rateLimit, burstLimit };
}

function wholeQuota(limits: Quota | null) {
  if (limits === null) return null;
  const { limit, offset = 0, period } = limits;
  if (limit === undefined || period === undefined) throw badRequest('Usage Plan quota must have a limit and a period');
  return { limit, offset, period };
}

function wholeStage({ apiId, stageName, throttle: methods }: StageOfPlan) {
  const whole = Object.entries(methods).map(([method, limits]) => [method, wholeThrottle(limits)]);
  return { apiId, stageName, throttle: Object.fromEntries(whole) as unknown };
}

/** Runs a change of a plan's stages, and tells which of them does not exist. */
async function withStages<Result>(stages: readonly StageOfPlan[], run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (thrown) {
    if (!(thrown instanceof SluiceError) || thrown.code !== 'NOT_FOUND') throw thrown;
    const missing = stages.find(({ apiId, stageName }) => thrown.message.includes(`${stageName} of API ${apiId} `));
    if (!missing) throw new AwsError('NotFoundException', unknownPlan);
    throw unknownStage(`${missing.apiId}:${missing.stageName}`);
  }
}

/** What is left of an object when members that the client gave as null are taken away. */
function given<Value extends object>(value: Value): { [Name in keyof Value]?: NonNullable<Value[Name]> } {
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(members) as { [Name in keyof Value]?: NonNullable<Value[Name]> };
}

export const usagePlanOperations = {
  CreateUsagePlan: operation(
    {
      name: z.string(),
      description: text,
      apiStages: z.array(apiStage).nullish(),
      throttle: throttle.nullish(),
      quota: quota.nullish(),
      tags: textMap,
    },
    {
      exactness: { partial: bothLimits },
      async run({ actor }, body) {
        const stages = (body.apiStages ?? []).map(({ apiId, stage, throttle: methods }) => ({
          apiId,
          stageName: stage,
          throttle: Object.fromEntries(
            Object.entries(methods ?? {}).map(([method, limits]) => [method, given(limits)]),
          ),
        }));
        const { id } = await withStages(stages, () =>
          createPlan.execute(actor, {
            name: body.name,
            description: body.description || null,
            throttle: wholeThrottle(body.throttle ? given(body.throttle) : null),
            quota: wholeQuota(body.quota ? given(body.quota) : null),
            stages: stages.map(wholeStage),
            tags: body.tags ?? {},
          }),
        );
        return renderUsagePlan(await findUsagePlan(actor, id));
      },
    },
  ),

  GetUsagePlans: operation({
    async run({ actor, query }) {
      const { limit, after } = pageOf(query);
      const keyId = query.get('keyId') ?? undefined;
      const rows = await listUsagePlans.execute(actor, { limit: limit + 1, after, keyId });
      const last = rows.at(limit - 1);
      return {
        item: rows.slice(0, limit).map(renderUsagePlan),
        position: rows.length > limit && last ? positionOf(last.id) : null,
      };
    },
  }),

  GetUsagePlan: operation({
    run: async ({ actor, path }) => renderUsagePlan(await findUsagePlan(actor, path.usageplanId ?? '')),
  }),

  UpdateUsagePlan: operation(patchOperations, {
    exactness: { partial: bothLimits },
    async run({ actor, path }, body) {
      const { id: planId, tags: _, ...before } = await findUsagePlan(actor, path.usageplanId ?? '');
      const operations = withMethodsAsLabels(body.patchOperations ?? []);
      const after = applyPatch<PatchedPlan>(before, operations, usagePlanPatches);
      const { stages: __, ...facts } = changedMembers<PatchedPlan>(before, after);
      const isAt = (one: StageOfPlan) => (other: StageOfPlan) =>
        one.apiId === other.apiId && one.stageName === other.stageName;
      const closeStages = before.stages.filter((stage) => !after.stages.some(isAt(stage)));
      const putStages = after.stages.filter((stage) => !isDeepStrictEqual(before.stages.find(isAt(stage)), stage));
      await withStages(putStages, () =>
        updatePlan.execute(actor, {
          planId,
          ...facts,
          ...(facts.throttle !== undefined && { throttle: wholeThrottle(facts.throttle) }),
          ...(facts.quota !== undefined && { quota: wholeQuota(facts.quota) }),
          closeStages,
          putStages: putStages.map(wholeStage),
        }),
      );
      return renderUsagePlan(await findUsagePlan(actor, planId));
    },
  }),

  DeleteUsagePlan: operation({
    async run({ actor, path }) {
      const planId = path.usageplanId ?? '';
      const PRECONDITION_FAILED = `Cannot delete Usage Plan ${planId} because there are API Stages associated with it`;
      await inAwsWords({ NOT_FOUND: unknownPlan, PRECONDITION_FAILED }, () =>
        deletePlan.execute(actor, { planId, onlyClosed: true }),
      );
    },
  }),
};
