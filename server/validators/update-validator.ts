import { updateValidatorInput } from '#core/models/input.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { findValidator } from './find-validator.ts';

export const updateValidator = mutation({
  permission: 'apis.write',
  input: updateValidatorInput,
  audit: { action: 'update', target: 'request-validator' },
  async run({ tx, actor }, { apiId, requestValidatorId, ...patch }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const before = await findValidator(tx, { apiId, requestValidatorId });
    const after = { ...before, ...patch };
    await tx.requestValidator.update({ where: { apiId_id: { apiId, id: requestValidatorId } }, data: patch });
    return { result: after, changed: { id: after.id, name: after.name, apiId, before, after } };
  },
});
