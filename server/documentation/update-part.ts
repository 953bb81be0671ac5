import { updatePartInput } from '#core/documentation/input.ts';
import { describeLocation } from '#core/documentation/location.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { findPart } from './find-part.ts';

/** Changes what a part says; it stays where it is. */
export const updatePart = mutation({
  permission: 'apis.write',
  input: updatePartInput,
  audit: { action: 'update', target: 'documentation-part' },
  async run({ tx, actor }, { apiId, partId, properties }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const before = await findPart(tx, { apiId, partId });
    const after = { ...before, properties };
    await tx.documentationPart.update({ where: { apiId_id: { apiId, id: partId } }, data: { properties } });
    return { result: after, changed: { id: partId, name: describeLocation(before.location), apiId, before, after } };
  },
});
