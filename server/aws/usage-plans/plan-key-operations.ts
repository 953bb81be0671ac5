import { z } from 'zod';
import { listApiKeys } from '../../keys/list-api-keys.ts';
import { addKey } from '../../plans/add-key.ts';
import { removeKey } from '../../plans/remove-key.ts';
import { visibleValues } from '../api-keys/visible-values.ts';
import { AwsError, badRequest, inAwsWords } from '../aws-error.ts';
import { type AwsCall, operation } from '../operation.ts';
import { pageOf, positionOf } from '../page.ts';
import { findUsagePlan } from './operations.ts';

const unknownPlanKey = 'Invalid Usage Plan Key identifier specified';

/** AWS's UsagePlanKey. */
function renderPlanKey({ id, name }: { id: string; name: string }, values: ReadonlyMap<string, string>) {
  return { id, type: 'API_KEY', value: values.get(id), name };
}

async function findPlanKey({ actor, path }: AwsCall, keyId: string) {
  const { id: planId } = await findUsagePlan(actor, path.usageplanId ?? '');
  const [key] = await listApiKeys.execute(actor, { limit: 1, after: null, keyId, planId });
  if (!key) throw new AwsError('NotFoundException', unknownPlanKey);
  return renderPlanKey(key, await visibleValues(actor, [key.id]));
}

/** Values are AWS's to show to everyone; here they are for those who may reveal keys, and each look is in the audit log. */
const exactness = { partial: 'the value is left out for callers who may not reveal keys' };

export const planKeyOperations = {
  CreateUsagePlanKey: operation(
    { keyId: z.string(), keyType: z.string() },
    {
      exactness,
      async run(call, { keyId, keyType }) {
        if (keyType !== 'API_KEY') throw badRequest('Invalid key type specified. Must be API_KEY');
        const { id: planId } = await findUsagePlan(call.actor, call.path.usageplanId ?? '');
        await inAwsWords({ NOT_FOUND: 'Invalid API Key identifier specified' }, () =>
          addKey.execute(call.actor, { planId, keyId }),
        );
        return findPlanKey(call, keyId);
      },
    },
  ),

  GetUsagePlanKeys: operation({
    exactness,
    async run({ actor, path, query }) {
      const { limit, after } = pageOf(query);
      const { id: planId } = await findUsagePlan(actor, path.usageplanId ?? '');
      const nameStart = query.get('name') ?? undefined;
      const rows = await listApiKeys.execute(actor, { limit: limit + 1, after, planId, nameStart });
      const page = rows.slice(0, limit);
      const values = await visibleValues(
        actor,
        page.map(({ id }) => id),
      );
      const last = page.at(-1);
      return {
        item: page.map((key) => renderPlanKey(key, values)),
        position: rows.length > limit && last ? positionOf(last.id) : null,
      };
    },
  }),

  GetUsagePlanKey: operation({ exactness, run: (call) => findPlanKey(call, call.path.keyId ?? '') }),

  DeleteUsagePlanKey: operation({
    async run({ actor, path }) {
      const { id: planId } = await findUsagePlan(actor, path.usageplanId ?? '');
      await inAwsWords({ NOT_FOUND: unknownPlanKey }, () =>
        removeKey.execute(actor, { planId, keyId: path.keyId ?? '' }),
      );
    },
  }),
};
