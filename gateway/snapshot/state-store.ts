import { stageRevisionId, type StageState } from '#core/snapshot/revision.ts';
import { compileAccessLogFormat } from '#core/stages/access-log-formats.ts';
import type { Variant } from '#core/stages/canary.ts';
import type { GatewayState, PreparedApi, Stage, StageSide } from './prepared.ts';

/** Holds what is served behind one reference. Requests take `current` once; `publish` replaces it in one step. */
export class StateStore {
  current: GatewayState = new Map();
  private readonly stages = new Map<string, Stage>();

  /** The stage as it will be published next. */
  stage(id: string): Stage | undefined {
    return this.stages.get(id);
  }

  set(stage: Stage): void {
    this.stages.set(stage.id, stage);
  }

  remove(id: string): void {
    this.stages.delete(id);
  }

  /** Makes everything that was set or removed live at once. */
  publish(): void {
    const next = new Map<string, Map<string, Stage>>();
    for (const stage of this.stages.values()) {
      const { apiId, stageName } = stage.state;
      const ofApi = next.get(apiId);
      if (ofApi) ofApi.set(stageName, stage);
      else next.set(apiId, new Map([[stageName, stage]]));
    }
    this.current = next;
  }
}

/** A stage ready to serve. Telemetry slots go over from the stage that it replaces where the snapshot is the same. */
export function buildStage(
  state: StageState,
  stable: PreparedApi,
  canary: PreparedApi | null,
  replaced: Stage | undefined,
): Stage {
  return {
    id: stageRevisionId(state.apiId, state.stageName),
    state,
    stable: buildSide('stable', state, stable, state.variables, replaced?.stable),
    canary:
      state.canary && canary
        ? buildSide(
            'canary',
            state.canary,
            canary,
            { ...state.variables, ...state.canary.stageVariableOverrides },
            replaced?.canary,
          )
        : null,
    accessLog: state.accessLogSettings && compileAccessLogFormat(state.accessLogSettings.format),
  };
}

function buildSide(
  variant: Variant,
  pointer: { version: number; deploymentId: string },
  prepared: PreparedApi,
  variables: Readonly<Record<string, string>>,
  replaced: StageSide | null | undefined,
): StageSide {
  const { version, deploymentId } = pointer;
  const logged = replaced?.prepared === prepared ? replaced.logged : [];
  return { variant, version, deploymentId, prepared, variables, targets: [], throttles: [], caches: [], logged };
}
