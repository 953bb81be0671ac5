import { untagInput } from '#core/tags/input.ts';
import { mutation } from '../mutation.ts';
import { changeTags } from './change-tags.ts';

/** Takes tags away by their names; names that are not there are no error. */
export const untag = mutation({
  permission: 'apis.write',
  input: untagInput,
  audit: { action: 'untag', target: 'resource' },
  run: (context, { names, ...tagged }) =>
    changeTags(context, tagged, (before) =>
      Object.fromEntries(Object.entries(before).filter(([name]) => !names.includes(name))),
    ),
});
