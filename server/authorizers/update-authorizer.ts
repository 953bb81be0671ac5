import { updateAuthorizerInput } from '#core/authorizers/input.ts';
import { authorizerColumns, authorizerOf } from '../apis/design-rows.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { staleEdit } from '../stale-edit.ts';
import { assertAuthorizer } from './assert-authorizer.ts';
import { assertNameIsFree } from './assert-name-is-free.ts';
import { findAuthorizer } from './find-authorizer.ts';

export const updateAuthorizer = mutation({
  permission: 'apis.write',
  input: updateAuthorizerInput,
  audit: { action: 'update', target: 'authorizer' },
  async run({ tx, actor }, { apiId, authorizerId: id, expectedRevision, ...patch }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    const row = await findAuthorizer(tx, { apiId, authorizerId: id });
    const { revision } = row;
    if (revision !== expectedRevision) {
      throw await staleEdit(tx, { apiId, targetType: 'authorizer', targetId: id, name: row.name, revision });
    }
    const before = authorizerOf(row);
    const after = { ...before, ...patch };
    assertAuthorizer(after);
    await assertNameIsFree(tx, apiId, id, after.name);
    await tx.authorizer.update({
      where: { apiId_id: { apiId, id } },
      data: { ...authorizerColumns(patch), revision: draftRevision },
    });
    return { result: { revision: draftRevision }, changed: { id, name: after.name, apiId, before, after } };
  },
});
