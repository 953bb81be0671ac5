import { SluiceError } from '#core/errors.ts';
import type { Method } from '#core/methods/schema.ts';
import type { Tx } from '../db.ts';

/** Refuses a method that names what its API does not have, or has two responses for one status. Pointers begin at `/patch`. */
export async function assertMethod(tx: Tx, apiId: string, method: Method): Promise<void> {
  await assertReferences(tx, apiId, method);
  assertUniqueStatusCodes(method);
}

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
