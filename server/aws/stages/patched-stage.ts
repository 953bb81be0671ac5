import type { StageRecord } from '../../stages/stage-record.ts';

/** A stage between the operations of a patch: half of its access log may be set. */
export type PatchedStage = Omit<StageRecord, 'accessLogSettings'> & {
  accessLogSettings: { format: string | null; destinationArn: string | null } | null;
};
