import type { Retention } from '#core/telemetry/range.ts';
import { resolutionMs } from '#core/telemetry/rollup.ts';
import { env } from '../env.ts';

/** For how long each resolution is kept, in ms. */
export function rollupRetention(): Retention {
  const { minuteRollups, hourRollups, dayRollups } = env().retentionDays;
  return {
    MINUTE: minuteRollups * resolutionMs.DAY,
    HOUR: hourRollups * resolutionMs.DAY,
    DAY: dayRollups * resolutionMs.DAY,
  };
}
