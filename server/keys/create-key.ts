import { createKeyInput } from '#core/keys/input.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { assertOnePlanPerStage } from '../plans/assert-one-plan-per-stage.ts';
import { findPlan } from '../plans/find-plan.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { insertSecret } from './insert-secret.ts';
import { pushKey } from './key-state.ts';
import { generateKeyValue } from './key-value.ts';

/** Creates an API key, in plans when some are named. The value is in the answer and nowhere else in clear. */
export const createKey = mutation({
  permission: 'keys.write',
  input: createKeyInput,
  audit: { action: 'create', target: 'key' },
  async run({ tx, actor, push }, { value = generateKeyValue(), planIds, ...facts }) {
    const { name, enabled, expiresAt } = facts;
    const { workspaceId } = actor;
    await lockWorkspace(tx, workspaceId);
    const id = newId();
    await tx.apiKey.create({ data: { ...facts, id, workspaceId, createdById: actor.userId } });
    const { prefix } = await insertSecret(tx, workspaceId, id, value);
    for (const planId of new Set(planIds)) {
      await findPlan(tx, workspaceId, planId);
      await tx.usagePlanKey.create({ data: { usagePlanId: planId, apiKeyId: id } });
    }
    await assertOnePlanPerStage(tx, { apiKeyId: id });
    await pushKey(tx, push, id);
    return {
      result: { id, value },
      changed: { id, name, after: { name, enabled, prefix, planIds, expiresAt: expiresAt?.toISOString() ?? null } },
    };
  },
});
