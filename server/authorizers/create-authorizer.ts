import { createAuthorizerInput } from '#core/authorizers/input.ts';
import type { Authorizer } from '#core/authorizers/schema.ts';
import { authorizerColumns } from '../apis/design-rows.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { assertAuthorizer } from './assert-authorizer.ts';
import { assertNameIsFree } from './assert-name-is-free.ts';

export const createAuthorizer = mutation({
  permission: 'apis.write',
  input: createAuthorizerInput,
  audit: { action: 'create', target: 'authorizer' },
  async run({ tx, actor }, { apiId, ...fields }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    const id = newId();
    await assertNameIsFree(tx, apiId, id, fields.name);
    const authorizer: Authorizer = {
      id,
      providerARNs: [],
      authType: null,
      authorizerUri: null,
      authorizerCredentials: null,
      identitySource: null,
      identityValidationExpression: null,
      jwtConfiguration: null,
      ...fields,
    };
    assertAuthorizer(authorizer);
    await tx.authorizer.create({ data: { ...authorizerColumns(authorizer), apiId, revision: draftRevision } });
    return {
      result: { ...authorizer, revision: draftRevision },
      changed: { id, name: fields.name, apiId, after: authorizer },
    };
  },
});
