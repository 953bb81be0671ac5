import { z } from 'zod';
import { workspaceStateSchema } from '../workspaces/state.ts';
import { canonicalJson, sha256Hex } from './hash.ts';
import { keyStateSchema, planStateSchema, stageRevisionId, stageStateSchema, type Revision } from './revision.ts';

/**
 * The file that a gateway node without a control plane serves (`node gateway/main.ts --snapshot FILE`): stages with their
 * snapshots, and the keys and plans that open them. A snapshot stands in the file, or is named by its hash and lies beside it
 * as `blobs/{hash}.json.gz`. Members that only a control plane needs have defaults.
 */

const workspaceId = z.string().min(1).default('local');

/** Either of the two; the snapshot itself is checked by the node, as one that a control plane sent. */
const pointer = {
  deploymentId: z.string().default('file'),
  version: z.number().int().positive().default(1),
  snapshot: z.record(z.string(), z.unknown()).optional(),
  snapshotHash: stageStateSchema.shape.snapshotHash.optional(),
};

const hasOneSnapshot = (value: { snapshot?: unknown; snapshotHash?: unknown }) =>
  (value.snapshot === undefined) !== (value.snapshotHash === undefined);
const oneSnapshot = { message: 'Give either snapshot or snapshotHash.' };

const canarySchema = stageStateSchema.shape.canary
  .unwrap()
  .partial({ stageVariableOverrides: true, useStageCache: true })
  .extend(pointer)
  .refine(hasOneSnapshot, oneSnapshot);

const standaloneStageSchema = stageStateSchema
  .partial({ variables: true, methodSettings: true })
  .extend({ ...pointer, workspaceId, canary: canarySchema.nullable().default(null) })
  .strict()
  .refine(hasOneSnapshot, oneSnapshot);

export const standaloneSchema = z
  .strictObject({
    stages: z.array(standaloneStageSchema),
    keys: z.array(keyStateSchema.extend({ workspaceId, enabled: z.boolean().default(true) }).strict()).default([]),
    plans: z
      .array(
        planStateSchema
          .extend({
            workspaceId,
            throttle: planStateSchema.shape.throttle.default(null),
            quota: planStateSchema.shape.quota.default(null),
          })
          .strict(),
      )
      .default([]),
    workspaces: z.array(workspaceStateSchema.strict()).default([]),
  })
  .superRefine((file, context) => {
    const twice = (ids: string[]) => ids.find((id, index) => ids.indexOf(id) !== index);
    const named = {
      stages: file.stages.map(({ apiId, stageName }) => stageRevisionId(apiId, stageName)),
      keys: file.keys.map(({ id }) => id),
      plans: file.plans.map(({ id }) => id),
      workspaces: file.workspaces.map((workspace) => workspace.workspaceId),
    };
    for (const [path, ids] of Object.entries(named)) {
      const id = twice(ids);
      if (id !== undefined) context.addIssue({ code: 'custom', path: [path], message: `${id} is there twice.` });
    }
  });
export type StandaloneFile = z.input<typeof standaloneSchema>;

/** What a node applies, and the snapshots that stand in the file: canonical JSON by hash. */
export type StandaloneState = { revisions: Revision[]; snapshots: Map<string, string> };

/** Turns a checked file into what a control plane would have sent. */
export function standaloneState(file: z.output<typeof standaloneSchema>): StandaloneState {
  const snapshots = new Map<string, string>();
  const hashOf = ({ snapshot, snapshotHash = '' }: { snapshot?: unknown; snapshotHash?: string | undefined }) => {
    if (snapshot === undefined) return snapshotHash;
    const text = canonicalJson(snapshot);
    const hash = sha256Hex(text);
    snapshots.set(hash, text);
    return hash;
  };
  const revisions: Revision[] = [];
  let seq = 0;
  const nextSeq = () => (seq += 1);
  for (const body of file.workspaces) revisions.push({ seq: nextSeq(), kind: 'workspace', id: body.workspaceId, body });
  for (const body of file.plans) revisions.push({ seq: nextSeq(), kind: 'plan', id: body.id, body });
  for (const body of file.keys) revisions.push({ seq: nextSeq(), kind: 'key', id: body.id, body });
  for (const stage of file.stages) {
    const { snapshot, canary, variables = {}, methodSettings = {}, ...facts } = stage;
    const body = {
      ...facts,
      variables,
      methodSettings,
      snapshotHash: hashOf({ snapshot, snapshotHash: stage.snapshotHash }),
      canary: canary && {
        deploymentId: canary.deploymentId,
        version: canary.version,
        percentTraffic: canary.percentTraffic,
        stickiness: canary.stickiness,
        stageVariableOverrides: canary.stageVariableOverrides ?? {},
        useStageCache: canary.useStageCache ?? false,
        snapshotHash: hashOf(canary),
      },
    };
    revisions.push({ seq: nextSeq(), kind: 'stage', id: stageRevisionId(body.apiId, body.stageName), body });
  }
  return { revisions, snapshots };
}
