import { SluiceError } from '#core/errors.ts';
import { getResourceTree } from '../../resources/get-resource-tree.ts';
import { AwsError, badRequest } from '../aws-error.ts';
import type { AwsCall } from '../operation.ts';

export const noIntegration = new AwsError('NotFoundException', 'Invalid Integration identifier specified');
export const noResponse = new AwsError('NotFoundException', 'Invalid Response status code specified');
export const noParameter = new AwsError('NotFoundException', 'Invalid parameter name specified');
export const noContentType = new AwsError('NotFoundException', 'Content-Type specified was not found');
export const noAuthorizer = badRequest(
  'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
);

/** What a call's path lacks: the method, or even its resource. An API that does not exist has no resource. */
export async function missing({ actor, path }: AwsCall): Promise<AwsError> {
  const { restapi_id: apiId, resource_id: resourceId } = path;
  const hasResource = await getResourceTree.execute(actor, { apiId }).then(
    ({ resources }) => resources.some(({ id }) => id === resourceId),
    (thrown: unknown) => {
      if (thrown instanceof SluiceError && thrown.code === 'NOT_FOUND') return false;
      throw thrown;
    },
  );
  return new AwsError('NotFoundException', `Invalid ${hasResource ? 'Method' : 'Resource'} identifier specified`);
}

/** AWS's error for what a verb of methods threw, where AWS has one. */
export async function inMethodWords(thrown: unknown, call: AwsCall): Promise<unknown> {
  if (!(thrown instanceof SluiceError)) return thrown;
  if (thrown.code === 'NOT_FOUND') return missing(call);
  if (thrown.code === 'CONFLICT') return new AwsError('ConflictException', 'Method already exists for this resource');
  if (thrown.code === 'STALE') {
    return new AwsError(
      'ConflictException',
      'Unable to complete operation due to concurrent modification. Please try again later.',
    );
  }
  const pointer = thrown.issues[0]?.pointer;
  if (pointer === '/patch/authorizerId') return noAuthorizer;
  if (pointer === '/patch/requestValidatorId') return badRequest('Invalid Request Validator identifier specified');
  return thrown;
}
