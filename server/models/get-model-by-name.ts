import { z } from 'zod';
import { apiIdInput } from '#core/apis/input.ts';
import { notFound } from '#core/errors.ts';
import { modelSchema } from '#core/models/schema.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** A model, by the name under which an API has it once. */
export const getModelByName = query({
  permission: 'apis.read',
  input: apiIdInput.extend({ name: z.string().max(128) }),
  async run({ db, actor }, { apiId, name }) {
    await findApi(db, actor.workspaceId, apiId);
    const row = await db.model.findUnique({ where: { apiId_name: { apiId, name } } });
    if (!row) throw notFound('Model', name);
    return { ...modelSchema.parse(row), revision: row.revision };
  },
});
