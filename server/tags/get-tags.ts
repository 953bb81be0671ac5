import { taggedInput } from '#core/tags/input.ts';
import { query } from '../query.ts';
import { findTagHolder } from './tag-holder.ts';

export const getTags = query({
  permission: 'apis.read',
  input: taggedInput,
  run: async ({ db, actor }, tagged) => (await findTagHolder(db, actor.workspaceId, tagged)).tags,
});
