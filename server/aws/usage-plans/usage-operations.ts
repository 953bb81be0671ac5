import { usageDay } from '#core/plans/period.ts';
import type { Member } from '../../actor.ts';
import { extendUsage } from '../../plans/extend-usage.ts';
import { usageByKey } from '../../plans/usage-by-key.ts';
import { AwsError, badRequest, inAwsWords } from '../aws-error.ts';
import { patchOperations } from '../members.ts';
import { operation } from '../operation.ts';
import { type AwsPage, pageOf, positionOf } from '../page.ts';
import { applyPatch, integerOf, type PatchTarget } from '../patch.ts';
import { findUsagePlan } from './operations.ts';

type Remaining = { remaining: number | null };

const usagePatches: PatchTarget<Remaining>[] = [
  { path: '/remaining', ops: ['replace'], apply: (usage, patch) => void (usage.remaining = integerOf(patch)) },
];

const unknownKey = 'Invalid API Key identifier specified';

type Range = { planId: string; keyId?: string | undefined; from: string; to: string };

/** AWS's Usage: by key, for each day the requests it used and those that it had left. */
async function renderUsage(actor: Member, { planId, keyId, from, to }: Range, { limit, after }: AwsPage) {
  const rows = await usageByKey.execute(actor, { planId, keyId, from, to, limit: limit + 1, after });
  const last = rows.at(limit - 1);
  const values = rows
    .slice(0, limit)
    // A plan without a quota leaves no number: AWS's form has one, so that nothing is left there.
    .map(({ keyId: id, days }) => [id, days.map(({ used, remaining }) => [used, remaining ?? 0])]);
  return {
    usagePlanId: planId,
    startDate: from,
    endDate: to,
    values: Object.fromEntries(values) as unknown,
    position: rows.length > limit && last ? positionOf(last.keyId) : null,
  };
}

function dateOf(query: URLSearchParams, name: string): string {
  const date = query.get(name) ?? '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date))) return date;
  throw badRequest(`Invalid ${name} specified. Must be in the form YYYY-MM-DD`);
}

export const usageOperations = {
  GetUsage: operation({
    exactness: { partial: 'what was left is told by the quota as it is now; without a quota it is 0' },
    async run({ actor, path, query }) {
      const page = pageOf(query);
      const { id: planId } = await findUsagePlan(actor, path.usageplanId ?? '');
      const [from, to] = [dateOf(query, 'startDate'), dateOf(query, 'endDate')];
      return renderUsage(actor, { planId, keyId: query.get('keyId') ?? undefined, from, to }, page);
    },
  }),

  UpdateUsage: operation(patchOperations, {
    async run({ actor, path }, body) {
      const { id: planId } = await findUsagePlan(actor, path.usageplanId ?? '');
      const keyId = path.keyId ?? '';
      const { remaining } = applyPatch<Remaining>({ remaining: null }, body.patchOperations, usagePatches);
      if (remaining !== null) {
        await inAwsWords({ NOT_FOUND: unknownKey }, () => extendUsage.execute(actor, { planId, keyId, remaining }));
      }
      const today = usageDay(Date.now());
      const usage = await renderUsage(actor, { planId, keyId, from: today, to: today }, { limit: 1, after: null });
      if (Object.keys(usage.values as object).length === 0) throw new AwsError('NotFoundException', unknownKey);
      return usage;
    },
  }),
};
