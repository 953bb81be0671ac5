import { apiIdInput } from '#core/apis/input.ts';
import { requestValidatorSchema } from '#core/models/schema.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

export const listValidators = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    await findApi(db, actor.workspaceId, apiId);
    const rows = await db.requestValidator.findMany({ where: { apiId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
    return { items: rows.map((row) => requestValidatorSchema.parse(row)) };
  },
});
