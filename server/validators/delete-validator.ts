import { SluiceError } from '#core/errors.ts';
import { methodKey } from '#core/methods/schema.ts';
import { validatorIdInput } from '#core/models/input.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { findValidator } from './find-validator.ts';

/** Deletes a request validator that no method names. */
export const deleteValidator = mutation({
  permission: 'apis.write',
  input: validatorIdInput,
  audit: { action: 'delete', target: 'request-validator' },
  async run({ tx, actor }, { apiId, requestValidatorId }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const validator = await findValidator(tx, { apiId, requestValidatorId });
    const user = await tx.method.findFirst({ where: { apiId, requestValidatorId }, include: { resource: true } });
    if (user) {
      throw new SluiceError(
        'CONFLICT',
        `${validator.name} is used by ${methodKey(user.httpMethod, user.resource.path)}. Change that first.`,
      );
    }
    await tx.requestValidator.delete({ where: { apiId_id: { apiId, id: requestValidatorId } } });
    return { result: null, changed: { id: validator.id, name: validator.name, apiId, before: validator } };
  },
});
