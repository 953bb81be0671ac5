import { authorizationTypes, type Method } from '#core/methods/schema.ts';
import { badRequest } from '../aws-error.ts';
import { noAuthorizer } from './method-words.ts';

/** Where a method names an authorizer of its API. */
const withAuthorizer: readonly Method['authorizationType'][] = ['CUSTOM', 'COGNITO_USER_POOLS', 'JWT'];

/** Of AWS's types; JWT is this product's own. */
export function authorizationTypeOf(value: string): Method['authorizationType'] {
  const found = authorizationTypes.find((type) => type === value.toUpperCase());
  if (found) return found;
  const options = authorizationTypes.filter((type) => type !== 'JWT');
  throw badRequest(`Invalid AuthorizationType specified. Valid options are ${options.join(',')}`);
}

/** An authorizer counts where the authorization type takes one, and must be there then. */
export function authorizationOf({
  authorizationType,
  authorizerId,
}: Pick<Method, 'authorizationType' | 'authorizerId'>) {
  if (!withAuthorizer.includes(authorizationType)) return { authorizationType, authorizerId: null };
  if (authorizerId === null) throw noAuthorizer;
  return { authorizationType, authorizerId };
}
