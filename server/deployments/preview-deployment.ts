import { referencedStageVariables } from '#core/stages/variables.ts';
import { stageIdInput } from '#core/stages/input.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';
import type { DesignChange } from '#core/snapshot/design-change.ts';
import type { Problem } from '#core/compile/problem.ts';
import { compiledDraft } from '../apis/compiled-draft.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { changesBetween, deployedSide, draftSide, emptySide } from './deployed-design.ts';

export type DeploymentPreview = {
  changes: DesignChange[];
  problems: Problem[];
  /** The version that the stage runs, or its canary when it has one; null when there is no such stage. */
  baseVersion: number | null;
  /** Stage variables that the draft names and the stage does not have: they are empty when it serves. */
  missingVariables: string[];
};

/** What deploying the draft to a stage would change there, without doing it. */
export const previewDeployment = query({
  permission: 'apis.read',
  input: stageIdInput,
  async run({ db, actor }, { apiId, stageName }): Promise<DeploymentPreview> {
    const draft = await compiledDraft(db, await findApi(db, actor.workspaceId, apiId));
    const stage = await db.stage.findUnique({
      where: { apiId_stageName: { apiId, stageName } },
      include: { deployment: true, canaryDeployment: true },
    });
    const base = stage && (stage.canaryDeployment ?? stage.deployment);
    const defined = new Set(
      Object.keys({ ...asRecord(stage?.variables), ...asRecord(stage?.canaryStageVariableOverrides) }),
    );
    return {
      changes: await changesBetween(
        base ? deployedSide(db, base.designHash) : emptySide(draft.design.api),
        draftSide(draft),
      ),
      problems: draft.problems,
      baseVersion: base?.number ?? null,
      missingVariables: referencedStageVariables(canonicalJson(draft.design.methods)).filter(
        (name) => !defined.has(name),
      ),
    };
  },
});

function asRecord(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}
