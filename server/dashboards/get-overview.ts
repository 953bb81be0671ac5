import { overviewInput } from '#core/telemetry/input.ts';
import { stepRange } from '#core/telemetry/range.ts';
import { emptySketch } from '#core/telemetry/sketch.ts';
import { type Counts, mergeCounts } from '#core/telemetry/rollup.ts';
import { query } from '../query.ts';
import { readPoints } from '../rollups/read-points.ts';
import { rollupRetention } from '../rollups/retention.ts';
import { sumGroups } from '../rollups/sum-groups.ts';
import { scopeOf, trafficScope } from '../rollups/traffic-scope.ts';
import { breakdownOf, breakdownRows } from './breakdown-rows.ts';
import { sampleRows, statusRange } from './sample-rows.ts';
import { stageMarks } from './stage-marks.ts';
import { trafficFacts } from './traffic-facts.ts';

const rowsShown = 10;

const noCounts: Counts = {
  count: 0,
  count4xx: 0,
  count5xx: 0,
  cacheHits: 0,
  cacheMisses: 0,
  latency: emptySketch,
  integrationLatency: emptySketch,
};

/** The workspace's traffic at a glance: over time, in total, by API, and the latest requests that failed. */
export const getOverview = query({
  permission: 'telemetry.read',
  input: overviewInput,
  async run({ db, actor }, { from, to }) {
    const { workspaceId } = actor;
    const range = stepRange(from.getTime(), to.getTime(), Date.now(), rollupRetention());
    const { level, groupBy, member } = breakdownOf.api;
    const byApi = await scopeOf(db, workspaceId, level, {}, member);
    const [points, marks, sums, failed] = await Promise.all([
      readPoints(db, await trafficScope(db, workspaceId, {}), range),
      stageMarks(db, workspaceId, {}, range),
      sumGroups(db, byApi, range, groupBy, rowsShown),
      db.requestSample.findMany({
        where: { workspaceId, status: statusRange('failed'), at: { gte: from, lt: to } },
        orderBy: [{ at: 'desc' }, { id: 'asc' }],
        take: rowsShown,
      }),
    ]);
    const { resolution, ...stepped } = range;
    return {
      resolution,
      range: stepped,
      totals: trafficFacts(points.map((point) => point.counts).reduce(mergeCounts, noCounts)),
      points: points.map(({ atMs, counts }) => ({ atMs, ...trafficFacts(counts) })),
      marks,
      apis: await breakdownRows(db, workspaceId, 'api', sums),
      failed: await sampleRows(db, workspaceId, failed),
    };
  },
});
