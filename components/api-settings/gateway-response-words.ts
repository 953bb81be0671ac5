import type { EffectiveGatewayResponse } from '#core/gateway-responses/effective.ts';
import type { GatewayResponseType } from '#core/gateway-responses/schema.ts';

/** Who decided what a type answers. */
export const sourceWords: Record<EffectiveGatewayResponse['source'], string> = {
  own: 'This API',
  inherited: 'Its default type',
  standard: 'Standard',
};

/** When the gateway answers with each type. */
export const typeWords: Record<GatewayResponseType, string> = {
  ACCESS_DENIED: 'An authorizer or a policy refused the caller.',
  API_CONFIGURATION_ERROR: 'The API is set up in a way that cannot work.',
  AUTHORIZER_CONFIGURATION_ERROR: 'The authorizer could not be asked because of how it is set up.',
  AUTHORIZER_FAILURE: 'The authorizer failed.',
  BAD_REQUEST_PARAMETERS: 'A required parameter is missing.',
  BAD_REQUEST_BODY: 'The body does not fit the method’s model.',
  DEFAULT_4XX: 'What all 4xx types answer that are not set themselves.',
  DEFAULT_5XX: 'What all 5xx types answer that are not set themselves.',
  EXPIRED_TOKEN: 'The caller’s token has expired.',
  INTEGRATION_FAILURE: 'The integration could not be reached, or its answer could not be used.',
  INTEGRATION_TIMEOUT: 'The integration did not answer in time.',
  INVALID_API_KEY: 'The API key is missing, unknown, disabled, or opens other stages.',
  INVALID_SIGNATURE: 'The request’s signature is wrong.',
  MISSING_AUTHENTICATION_TOKEN: 'No credentials were sent; with strict answers also any unknown path.',
  QUOTA_EXCEEDED: 'The key has used up the quota of its plan.',
  REQUEST_TOO_LARGE: 'The request is larger than the gateway takes.',
  RESOURCE_NOT_FOUND: 'No resource and method fit the request.',
  THROTTLED: 'Requests came faster than a limit allows.',
  UNAUTHORIZED: 'The authorizer found no identity to judge.',
  UNSUPPORTED_MEDIA_TYPE: 'The method takes no bodies of this content type.',
  WAF_FILTERED: 'A web application firewall refused the request.',
};
