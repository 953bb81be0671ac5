import { SluiceError } from '#core/errors.ts';
import type { StageRow } from './stage-state.ts';

/** The canary's deployment, or PRECONDITION_FAILED when the stage has no canary. */
export function assertCanary(stage: StageRow): NonNullable<StageRow['canaryDeployment']> {
  if (!stage.canaryDeployment)
    throw new SluiceError('PRECONDITION_FAILED', `The stage ${stage.stageName} has no canary.`);
  return stage.canaryDeployment;
}
