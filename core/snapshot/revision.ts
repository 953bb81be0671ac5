import { z } from 'zod';
import { planStageSchema, quotaSettingsSchema, throttleSettingsSchema } from '../plans/schema.ts';
import { methodSettingSchema } from '../stages/schema.ts';

/**
 * CONTRACT 1, the small half: what applies at once. Each record is the whole state of one stage, key or plan; a null
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
  apiId: z.string(),
  stageName: z.string(),
  variables: z.record(z.string(), z.string()),
  canary: pointerSchema
    .extend({
      percentTraffic: z.number().min(0).max(100),
      stageVariableOverrides: z.record(z.string(), z.string()),
      useStageCache: z.boolean(),
    })
    .nullable(),
  /** Keyed `{path}/{method}`; two asterisks around a slash stand for every method. */
  methodSettings: z.record(z.string(), methodSettingSchema),
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

export const planStateSchema = z.object({
  workspaceId: z.string(),
  id: z.string(),
  name: z.string(),
  throttle: throttleSettingsSchema.nullable(),
  quota: quotaSettingsSchema.nullable(),
  apiStages: z.array(planStageSchema),
});
export type PlanState = z.infer<typeof planStateSchema>;

const revisionOf = <Kind extends string, Body extends z.ZodType>(kind: Kind, body: Body) =>
  z.object({ seq: z.number().int().nonnegative(), kind: z.literal(kind), id: z.string(), body: body.nullable() });

export const revisionSchema = z.discriminatedUnion('kind', [
  revisionOf('stage', stageStateSchema),
  revisionOf('key', keyStateSchema),
  revisionOf('plan', planStateSchema),
]);
export type Revision = z.infer<typeof revisionSchema>;
export type RevisionKind = Revision['kind'];

/** The id of a stage's revision. */
export function stageRevisionId(apiId: string, stageName: string): string {
  return `${apiId}/${stageName}`;
}
