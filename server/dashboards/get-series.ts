import { stepRange } from '#core/telemetry/range.ts';
import { seriesInput } from '#core/telemetry/input.ts';
import { query } from '../query.ts';
import { readPoints } from '../rollups/read-points.ts';
import { rollupRetention } from '../rollups/retention.ts';
import { trafficScope } from '../rollups/traffic-scope.ts';
import { stageMarks } from './stage-marks.ts';
import { trafficFacts } from './traffic-facts.ts';

/** Traffic over time, with what happened to the stages meanwhile. A step without traffic has no point. */
export const getSeries = query({
  permission: 'telemetry.read',
  input: seriesInput,
  async run({ db, actor }, { from, to, ...filter }) {
    const scope = await trafficScope(db, actor.workspaceId, filter);
    const range = stepRange(from.getTime(), to.getTime(), Date.now(), rollupRetention());
    const [points, marks] = await Promise.all([
      readPoints(db, scope, range),
      stageMarks(db, actor.workspaceId, filter, range),
    ]);
    const { resolution, ...stepped } = range;
    return {
      resolution,
      range: stepped,
      points: points.map(({ atMs, counts }) => ({ atMs, ...trafficFacts(counts) })),
      marks,
    };
  },
});
