import { SluiceError } from '#core/errors.ts';
import { importKeysInput } from '#core/keys/input.ts';
import type { Changed } from '../audit.ts';
import type { Tx } from '../db.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { assertOnePlanPerStage } from '../plans/assert-one-plan-per-stage.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { insertSecret } from './insert-secret.ts';
import { pushKey } from './key-state.ts';
import { lookupHash } from './key-value.ts';

/** Brings in keys of a file, all of them or none: new ones, and new facts of those that are there. */
export const importKeys = mutation({
  permission: 'keys.write',
  input: importKeysInput,
  audit: { action: 'import', target: 'key' },
  async run({ tx, actor, push }, { keys, failOnWarnings }) {
    const { workspaceId } = actor;
    await lockWorkspace(tx, workspaceId);
    const known = await knownPlans(
      tx,
      workspaceId,
      keys.flatMap(({ planIds }) => planIds),
    );
    const warnings = keys.flatMap(({ name, planIds }) =>
      planIds
        .filter((id) => !known.has(id))
        .map((id) => `The key ${name} names the usage plan ${id}, which does not exist.`),
    );
    const [warning] = warnings;
    if (failOnWarnings && warning !== undefined) throw new SluiceError('BAD_INPUT', warning);
    const ids = new Set<string>();
    const changed: Changed[] = [];
    for (const { value, planIds, ...facts } of keys) {
      const there = await tx.apiKeySecret.findFirst({
        where: { workspaceId, lookupHash: lookupHash(value) },
        select: { apiKeyId: true },
      });
      const id = there?.apiKeyId ?? newId();
      if (there) {
        await tx.apiKey.update({ where: { id }, data: { ...facts, lastUpdatedDate: new Date() } });
      } else {
        await tx.apiKey.create({ data: { ...facts, id, workspaceId, createdById: actor.userId } });
        await insertSecret(tx, workspaceId, id, value);
      }
      const memberships = planIds.filter((planId) => known.has(planId));
      await tx.usagePlanKey.createMany({
        data: memberships.map((usagePlanId) => ({ usagePlanId, apiKeyId: id })),
        skipDuplicates: true,
      });
      await assertOnePlanPerStage(tx, { apiKeyId: id });
      await pushKey(tx, push, id);
      ids.add(id);
      changed.push({ id, name: facts.name, after: { ...facts, planIds: memberships } });
    }
    return { result: { ids: [...ids], warnings }, changed };
  },
});

async function knownPlans(tx: Tx, workspaceId: string, ids: string[]): Promise<Set<string>> {
  const plans = await tx.usagePlan.findMany({ where: { workspaceId, id: { in: ids } }, select: { id: true } });
  return new Set(plans.map(({ id }) => id));
}
