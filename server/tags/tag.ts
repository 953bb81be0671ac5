import { tagInput } from '#core/tags/input.ts';
import { mutation } from '../mutation.ts';
import { changeTags } from './change-tags.ts';

/** Gives something tags; those of the same names get new values. */
export const tag = mutation({
  permission: 'apis.write',
  input: tagInput,
  audit: { action: 'tag', target: 'resource' },
  run: (context, { tags, ...tagged }) => changeTags(context, tagged, (before) => ({ ...before, ...tags })),
});
