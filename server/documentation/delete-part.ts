import { partIdInput } from '#core/documentation/input.ts';
import { describeLocation } from '#core/documentation/location.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { findPart } from './find-part.ts';

export const deletePart = mutation({
  permission: 'apis.write',
  input: partIdInput,
  audit: { action: 'delete', target: 'documentation-part' },
  async run({ tx, actor }, { apiId, partId }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const before = await findPart(tx, { apiId, partId });
    await tx.documentationPart.delete({ where: { apiId_id: { apiId, id: partId } } });
    return { result: null, changed: { id: partId, name: describeLocation(before.location), apiId, before } };
  },
});
