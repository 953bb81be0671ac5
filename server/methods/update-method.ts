import { SluiceError } from '#core/errors.ts';
import { updateMethodInput } from '#core/methods/input.ts';
import { type Method, methodKey } from '#core/methods/schema.ts';
import { methodOf } from '../apis/design-rows.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import type { Tx } from '../db.ts';
import { mutation } from '../mutation.ts';
import { staleEdit } from '../stale-edit.ts';
import { findMethod, methodTargetId } from './find-method.ts';
import { replaceMethod } from './replace-method.ts';

export const updateMethod = mutation({
  permission: 'apis.write',
  input: updateMethodInput,
  audit: { action: 'update', target: 'method' },
  async run({ tx, actor }, { apiId, resourceId, httpMethod, expectedRevision, patch }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    const { resource, row } = await findMethod(tx, { apiId, resourceId, httpMethod });
    const name = methodKey(httpMethod, resource.path);
    const id = methodTargetId({ resourceId, httpMethod });
    if (row.revision !== expectedRevision) {
      throw await staleEdit(tx, { apiId, targetType: 'method', targetId: id, name, revision: row.revision });
    }
    const before = methodOf(row);
    const after: Method = { ...before, ...patch };
    await assertReferences(tx, apiId, after);
    assertUniqueStatusCodes(after);
    await replaceMethod(tx, apiId, after, draftRevision);
    return { result: { revision: draftRevision }, changed: { id, name, apiId, before, after } };
  },
});

async function assertReferences(tx: Tx, apiId: string, method: Method): Promise<void> {
  const { requestValidatorId, authorizerId } = method;
  if (
    requestValidatorId !== null &&
    (await tx.requestValidator.count({ where: { apiId, id: requestValidatorId } })) === 0
  ) {
    throw refused('/patch/requestValidatorId', 'This request validator does not exist in the API.');
  }
  if (authorizerId !== null && (await tx.authorizer.count({ where: { apiId, id: authorizerId } })) === 0) {
    throw refused('/patch/authorizerId', 'This authorizer does not exist in the API.');
  }
}

function assertUniqueStatusCodes(method: Method): void {
  const groups = [
    { pointer: '/patch/methodResponses', responses: method.methodResponses },
    { pointer: '/patch/integration/integrationResponses', responses: method.integration?.integrationResponses ?? [] },
  ];
  for (const { pointer, responses } of groups) {
    const seen = new Set<string>();
    for (const [index, { statusCode }] of responses.entries()) {
      if (seen.has(statusCode))
        throw refused(`${pointer}/${index}/statusCode`, `There are two responses for status ${statusCode}.`);
      seen.add(statusCode);
    }
  }
}

function refused(pointer: string, message: string): SluiceError {
  return new SluiceError('BAD_INPUT', message, { issues: [{ message, pointer }] });
}
