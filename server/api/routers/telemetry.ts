import { getBreakdown } from '../../dashboards/get-breakdown.ts';
import { getOverview } from '../../dashboards/get-overview.ts';
import { getSample } from '../../dashboards/get-sample.ts';
import { getSeries } from '../../dashboards/get-series.ts';
import { listSamples } from '../../dashboards/list-samples.ts';
import { watchLive } from '../../dashboards/watch-live.ts';
import { expose, router, stream } from '../trpc.ts';

export const telemetryRouter = router({
  series: expose(getSeries),
  breakdown: expose(getBreakdown),
  samples: expose(listSamples),
  sample: expose(getSample),
  live: stream(watchLive),
  overview: expose(getOverview),
});
