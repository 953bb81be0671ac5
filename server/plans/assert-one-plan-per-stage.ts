import { SluiceError } from '#core/errors.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../db.ts';

type Clash = { keyName: string; apiName: string; stageName: string; plans: string };

/**
 * CONFLICT when a key is in two plans that open the same stage: which throttle and quota would count would be a guess.
 * Call it after the write, with the workspace locked.
 */
export async function assertOnePlanPerStage(
  tx: Tx,
  change: { apiKeyId: string } | { planId: string; apiId: string; stageName: string },
): Promise<void> {
  const changed =
    'apiKeyId' in change
      ? Prisma.sql`k."apiKeyId" = ${change.apiKeyId}`
      : Prisma.sql`s."apiId" = ${change.apiId} AND s."stageName" = ${change.stageName} AND k."apiKeyId" IN
          (SELECT "apiKeyId" FROM "UsagePlanKey" WHERE "usagePlanId" = ${change.planId})`;
  const [clash] = await tx.$queryRaw<Clash[]>`
    SELECT key."name" AS "keyName", api."name" AS "apiName", s."stageName",
           string_agg(plan."name", ' and ' ORDER BY plan."name") AS "plans"
    FROM "UsagePlanKey" k
    JOIN "UsagePlanStage" s ON s."usagePlanId" = k."usagePlanId"
    JOIN "UsagePlan" plan ON plan."id" = k."usagePlanId"
    JOIN "ApiKey" key ON key."id" = k."apiKeyId"
    JOIN "RestApi" api ON api."id" = s."apiId"
    WHERE ${changed}
    GROUP BY key."id", key."name", api."id", api."name", s."stageName"
    HAVING count(*) > 1
    LIMIT 1`;
  if (!clash) return;
  throw new SluiceError(
    'CONFLICT',
    `A key has one plan per stage: ${clash.keyName} would have ${clash.plans} on ${clash.stageName} of ${clash.apiName}.`,
  );
}
