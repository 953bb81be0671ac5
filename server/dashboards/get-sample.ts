import { notFound } from '#core/errors.ts';
import { sampleInput } from '#core/telemetry/input.ts';
import { query } from '../query.ts';
import { sampleRows } from './sample-rows.ts';

/** One kept request, by the id that its caller was given. */
export const getSample = query({
  permission: 'telemetry.read',
  input: sampleInput,
  async run({ db, actor }, { requestId }) {
    const { workspaceId } = actor;
    const sample = await db.requestSample.findFirst({ where: { workspaceId, requestId }, orderBy: { at: 'desc' } });
    const [row] = sample ? await sampleRows(db, workspaceId, [sample]) : [];
    if (!row) throw notFound('Request', requestId);
    return row;
  },
});
