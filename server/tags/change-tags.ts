import type { Tagged } from '#core/tags/input.ts';
import { type Tags, tagsSchema } from '#core/tags/schema.ts';
import type { Member } from '../actor.ts';
import type { Tx } from '../db.ts';
import { parseInput } from '../parse-input.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { findTagHolder, saveTags } from './tag-holder.ts';

/** Changes the tags of one thing, one change after the other, and gives the outcome of a verb. */
export async function changeTags(
  { tx, actor: { workspaceId } }: { tx: Tx; actor: Member },
  tagged: Tagged,
  change: (tags: Tags) => Tags,
) {
  await lockWorkspace(tx, workspaceId);
  const { tags: before, ...holder } = await findTagHolder(tx, workspaceId, tagged);
  const after = parseInput(tagsSchema, change(before));
  await saveTags(tx, workspaceId, tagged, after);
  return { result: null, changed: { ...holder, before: { tags: before }, after: { tags: after } } };
}
