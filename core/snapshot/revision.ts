import { z } from 'zod';
import { planStageSchema, quotaSettingsSchema, throttleSettingsSchema } from '../plans/schema.ts';
import { accessKeyStateSchema } from '../access-keys/schema.ts';
import { domainNameStateSchema } from '../domain-names/state.ts';
import { credentialStateSchema } from '../credentials/schema.ts';
import {
  accessLogSettingsSchema,
  cacheClusterSizes,
  canaryStickinessSchema,
  methodSettingSchema,
} from '../stages/schema.ts';
import { workspaceStateSchema } from '../workspaces/state.ts';

/**
 * CONTRACT 1, the small half: what applies at once. Each record is the whole state of one object; a null
 * body means that it is gone. Records carry a sequence number that only grows; a node that applied everything up to N
 * asks for what came after N.
 */

/** A deployment as a stage points to it. */
const pointerSchema = z.object({
  deploymentId: z.string(),
  /** The number people see: "version 12". */
  version: z.number().int().positive(),
  snapshotHash: z.string().regex(/^[0-9a-f]{64}$/),
});

export const stageStateSchema = pointerSchema.extend({
  workspaceId: z.string(),
  /** The workspace's twelve digits: `$context.accountId`. */
  accountId: z.string().default(''),
  apiId: z.string(),
  stageName: z.string(),
  variables: z.record(z.string(), z.string()),
  canary: pointerSchema
    .extend({
      percentTraffic: z.number().min(0).max(100),
      stageVariableOverrides: z.record(z.string(), z.string()),
      useStageCache: z.boolean(),
      stickiness: canaryStickinessSchema.nullable().default(null),
    })
    .nullable(),
  /** Keyed `{path}/{method}`; two asterisks around a slash stand for every method. */
  methodSettings: z.record(z.string(), methodSettingSchema),
  /** Gigabytes of the stage's cache; null when it has none. */
  cacheClusterSize: z.enum(cacheClusterSizes).nullable().default(null),
  /** Grows when the cache, or the authorizers' cache, is flushed: what was stored under an older number is not served. */
  cacheEpoch: z.number().int().default(0),
  authorizerCacheEpoch: z.number().int().default(0),
  accessLogSettings: accessLogSettingsSchema.nullable().default(null),
});
export type StageState = z.infer<typeof stageStateSchema>;

export const keyStateSchema = z.object({
  workspaceId: z.string(),
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  /** One entry per valid secret of the key: hex SHA-256 of its value, and when it stops working (epoch ms, null never). */
  secrets: z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), expiresAtMs: z.number().nullable() })),
  planIds: z.array(z.string()),
});
export type KeyState = z.infer<typeof keyStateSchema>;

/** What is left of a key's quota, set by hand (AWS UpdateUsage). It replaces the count of the period that holds `day`, once. */
export const quotaExtensionSchema = z.object({
  keyId: z.string(),
  /** UTC day, YYYY-MM-DD. */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** Requests; may be more than the limit. */
  remaining: z.number().int().min(0).max(2_147_483_647),
  /** Epoch ms: tells an extension from an equal one before it. */
  grantedAtMs: z.number().int().optional(),
});
export type QuotaExtension = z.infer<typeof quotaExtensionSchema>;

export const planStateSchema = z.object({
  workspaceId: z.string(),
  id: z.string(),
  name: z.string(),
  throttle: throttleSettingsSchema.nullable(),
  quota: quotaSettingsSchema.nullable(),
  apiStages: z.array(planStageSchema),
  extensions: z.array(quotaExtensionSchema).optional(),
});
export type PlanState = z.infer<typeof planStateSchema>;

/**
 * Facts of an object that has a secret. In the log `sealed` is null; on the stream it holds the secret half as JSON,
 * sealed to the node that reads it (core/nodes/channel.ts), or null for a node that has no key to seal to.
 */
const withSecret = <Facts extends z.ZodRawShape>(facts: z.ZodObject<Facts>) =>
  facts.extend({ sealed: z.string().nullable() });

export const sealedAccessKeySchema = withSecret(accessKeyStateSchema);
export const sealedCredentialSchema = withSecret(credentialStateSchema);

const revisionOf = <Kind extends string, Body extends z.ZodType>(kind: Kind, body: Body) =>
  z.object({ seq: z.number().int().nonnegative(), kind: z.literal(kind), id: z.string(), body: body.nullable() });

export const revisionSchema = z.discriminatedUnion('kind', [
  revisionOf('stage', stageStateSchema),
  revisionOf('key', keyStateSchema),
  revisionOf('plan', planStateSchema),
  revisionOf('workspace', workspaceStateSchema),
  revisionOf('domain-name', domainNameStateSchema),
  revisionOf('access-key', sealedAccessKeySchema),
  revisionOf('credential', sealedCredentialSchema),
]);
export type Revision = z.infer<typeof revisionSchema>;
export type RevisionKind = Revision['kind'];

/** The id of a stage's revision. */
export function stageRevisionId(apiId: string, stageName: string): string {
  return `${apiId}/${stageName}`;
}
