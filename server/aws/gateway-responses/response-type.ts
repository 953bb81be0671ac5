import type { GatewayResponseType } from '#core/gateway-responses/schema.ts';
import type { AwsCall } from '../operation.ts';
import { enumMember, validationError } from '../validation.ts';

/** In the order in which AWS names them. */
const types: GatewayResponseType[] = [
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'MISSING_AUTHENTICATION_TOKEN',
  'BAD_REQUEST_BODY',
  'INVALID_SIGNATURE',
  'INVALID_API_KEY',
  'BAD_REQUEST_PARAMETERS',
  'AUTHORIZER_FAILURE',
  'UNAUTHORIZED',
  'INTEGRATION_TIMEOUT',
  'ACCESS_DENIED',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'WAF_FILTERED',
  'QUOTA_EXCEEDED',
  'THROTTLED',
  'API_CONFIGURATION_ERROR',
  'UNSUPPORTED_MEDIA_TYPE',
  'INTEGRATION_FAILURE',
  'EXPIRED_TOKEN',
];

/** The type that a call's path names. */
export function responseTypeOf({ path }: AwsCall): GatewayResponseType {
  const name = path.response_type ?? '';
  const type = types.find((each) => each === name);
  if (type) return type;
  throw validationError(enumMember(name, 'responseType', types));
}
