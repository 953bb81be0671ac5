import { breakdownInput } from '#core/telemetry/input.ts';
import { stepRange } from '#core/telemetry/range.ts';
import { query } from '../query.ts';
import { rollupRetention } from '../rollups/retention.ts';
import { sumGroups } from '../rollups/sum-groups.ts';
import { scopeOf } from '../rollups/traffic-scope.ts';
import { breakdownOf, breakdownRows } from './breakdown-rows.ts';

/** Where the traffic of a span went: the APIs, stages, sides, methods or keys with the most requests. */
export const getBreakdown = query({
  permission: 'telemetry.read',
  input: breakdownInput,
  async run({ db, actor }, { by, from, to, limit, ...filter }) {
    const { workspaceId } = actor;
    const { level, groupBy, member } = breakdownOf[by];
    const range = stepRange(from.getTime(), to.getTime(), Date.now(), rollupRetention());
    const scope = await scopeOf(db, workspaceId, level, filter, member);
    return { rows: await breakdownRows(db, workspaceId, by, await sumGroups(db, scope, range, groupBy, limit)) };
  },
});
