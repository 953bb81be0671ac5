import { createValidatorInput } from '#core/models/input.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';

export const createValidator = mutation({
  permission: 'apis.write',
  input: createValidatorInput,
  audit: { action: 'create', target: 'request-validator' },
  async run({ tx, actor }, { apiId, ...fields }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const validator = { id: newId(), ...fields };
    await tx.requestValidator.create({ data: { ...validator, apiId } });
    return { result: validator, changed: { id: validator.id, name: validator.name, apiId, after: validator } };
  },
});
