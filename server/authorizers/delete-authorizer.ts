import { authorizerIdInput } from '#core/authorizers/input.ts';
import { SluiceError } from '#core/errors.ts';
import { methodKey } from '#core/methods/schema.ts';
import { authorizerOf } from '../apis/design-rows.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { findAuthorizer } from './find-authorizer.ts';

/** Deletes an authorizer that no method names. */
export const deleteAuthorizer = mutation({
  permission: 'apis.write',
  input: authorizerIdInput,
  audit: { action: 'delete', target: 'authorizer' },
  async run({ tx, actor }, { apiId, authorizerId }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const authorizer = authorizerOf(await findAuthorizer(tx, { apiId, authorizerId }));
    const user = await tx.method.findFirst({ where: { apiId, authorizerId }, include: { resource: true } });
    if (user) {
      throw new SluiceError(
        'CONFLICT',
        `${authorizer.name} is used by ${methodKey(user.httpMethod, user.resource.path)}. Change that first.`,
      );
    }
    await tx.authorizer.delete({ where: { apiId_id: { apiId, id: authorizerId } } });
    return { result: null, changed: { id: authorizerId, name: authorizer.name, apiId, before: authorizer } };
  },
});
