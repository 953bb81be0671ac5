import type { Authorizer } from '#core/authorizers/schema.ts';

type AuthorizerType = Authorizer['type'];

export const authorizerTypeWords: Record<AuthorizerType, string> = {
  TOKEN: 'Token',
  REQUEST: 'Request',
  COGNITO_USER_POOLS: 'Cognito user pools',
  JWT: 'JWT',
};

/** Whether an authorizer of a type asks a function or a server, which answers with a policy. */
export function asksElsewhere(type: AuthorizerType): boolean {
  return type === 'TOKEN' || type === 'REQUEST';
}
