import { basePathInput } from '#core/domain-names/input.ts';
import { query } from '../query.ts';
import { findBasePathMapping } from './find-base-path-mapping.ts';

export const getBasePathMapping = query({
  permission: 'apis.read',
  input: basePathInput,
  run: ({ db, actor }, id) => findBasePathMapping(db, actor.workspaceId, id),
});
