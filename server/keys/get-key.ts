import { keyIdInput } from '#core/keys/input.ts';
import { query } from '../query.ts';
import { findKey } from './find-key.ts';

/** One key: its facts, its values by prefix, its plans, and the stages it reaches through them. */
export const getKey = query({
  permission: 'keys.read',
  input: keyIdInput,
  async run({ db, actor }, { keyId }) {
    const key = await findKey(db, actor.workspaceId, keyId);
    const [secrets, memberships, lastUse, workspace, creator] = await Promise.all([
      db.apiKeySecret.findMany({ where: { apiKeyId: keyId }, orderBy: { createdAt: 'desc' } }),
      db.usagePlanKey.findMany({
        where: { apiKeyId: keyId },
        orderBy: { usagePlan: { name: 'asc' } },
        include: { usagePlan: { include: { stages: { include: { stage: { include: { api: true } } } } } } },
      }),
      db.usage.findFirst({
        where: { workspaceId: actor.workspaceId, apiKeyId: keyId, used: { gt: 0 } },
        orderBy: { day: 'desc' },
      }),
      db.workspace.findUniqueOrThrow({ where: { id: actor.workspaceId } }),
      db.user.findUnique({ where: { id: key.createdById }, select: { name: true } }),
    ]);
    return {
      id: key.id,
      name: key.name,
      description: key.description,
      enabled: key.enabled,
      expiresAt: key.expiresAt,
      createdDate: key.createdDate,
      lastUpdatedDate: key.lastUpdatedDate,
      createdByName: creator?.name ?? null,
      /** Whether `reveal` can give a value back. */
      recoverable: workspace.apiKeyMode === 'RECOVERABLE' && (secrets[0]?.encryptedValue ?? null) !== null,
      secrets: secrets.map(({ id, prefix, createdAt, expiresAt }) => ({ id, prefix, createdAt, expiresAt })),
      plans: memberships.map(({ usagePlan: { id, name } }) => ({ id, name })),
      reaches: memberships.flatMap(({ usagePlan }) =>
        usagePlan.stages.map(({ stage }) => ({
          apiId: stage.apiId,
          apiName: stage.api.name,
          stageName: stage.stageName,
          planId: usagePlan.id,
          planName: usagePlan.name,
        })),
      ),
      /** The UTC day of the last counted request, YYYY-MM-DD. */
      lastUsedDay: lastUse?.day ?? null,
    };
  },
});
