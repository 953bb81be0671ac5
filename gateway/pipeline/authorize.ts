import type { Exchange, Outcome } from './exchange.ts';

/** Lets requests through to methods that ask for no authorization. What this node cannot evaluate it denies. */
export function authorize(exchange: Exchange): Outcome {
  const { route, side, trace } = exchange;
  const authorizationType = route?.route.authorizationType;
  if (authorizationType !== 'NONE') {
    return {
      type: 'AUTHORIZER_CONFIGURATION_ERROR',
      cause: `${route?.key} asks for ${authorizationType}, which this version of the gateway cannot evaluate; so it denies.`,
    };
  }
  if (side?.prepared.api.policy != null) {
    return {
      type: 'AUTHORIZER_CONFIGURATION_ERROR',
      cause: 'The API has a resource policy, which this version of the gateway cannot evaluate; so it denies.',
    };
  }
  trace?.skip('The method asks for no authorization.');
  return undefined;
}
