import type { GatewayResponseType } from '#core/gateway-responses/schema.ts';

/**
 * What callers read when the gateway itself answers: the `x-amzn-errortype` header and the message, as AWS API Gateway
 * gives them. The private cause is apart from it and goes to telemetry only.
 */
export const gatewayErrors = {
  ACCESS_DENIED: { errorType: 'AccessDeniedException', message: 'Forbidden' },
  API_CONFIGURATION_ERROR: { errorType: 'InternalServerErrorException', message: 'Internal server error' },
  AUTHORIZER_CONFIGURATION_ERROR: { errorType: 'InternalServerErrorException', message: 'Internal server error' },
  AUTHORIZER_FAILURE: { errorType: 'InternalServerErrorException', message: 'Internal server error' },
  BAD_REQUEST_PARAMETERS: { errorType: 'BadRequestException', message: 'Missing required request parameters' },
  BAD_REQUEST_BODY: { errorType: 'BadRequestException', message: 'Invalid request body' },
  DEFAULT_4XX: { errorType: 'BadRequestException', message: 'Bad request' },
  DEFAULT_5XX: { errorType: 'InternalServerErrorException', message: 'Internal server error' },
  EXPIRED_TOKEN: {
    errorType: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
  },
  INTEGRATION_FAILURE: { errorType: 'InternalServerErrorException', message: 'Internal server error' },
  INTEGRATION_TIMEOUT: { errorType: 'InternalServerErrorException', message: 'Endpoint request timed out' },
  INVALID_API_KEY: { errorType: 'ForbiddenException', message: 'Forbidden' },
  INVALID_SIGNATURE: { errorType: 'InvalidSignatureException', message: 'Forbidden' },
  MISSING_AUTHENTICATION_TOKEN: {
    errorType: 'MissingAuthenticationTokenException',
    message: 'Missing Authentication Token',
  },
  QUOTA_EXCEEDED: { errorType: 'LimitExceededException', message: 'Limit Exceeded' },
  REQUEST_TOO_LARGE: { errorType: 'RequestTooLargeException', message: 'Request Too Long' },
  RESOURCE_NOT_FOUND: { errorType: 'NotFoundException', message: 'Not Found' },
  THROTTLED: { errorType: 'TooManyRequestsException', message: 'Too Many Requests' },
  UNAUTHORIZED: { errorType: 'UnauthorizedException', message: 'Unauthorized' },
  UNSUPPORTED_MEDIA_TYPE: { errorType: 'UnsupportedMediaTypeException', message: 'Unsupported Media Type' },
  WAF_FILTERED: { errorType: 'ForbiddenException', message: 'Forbidden' },
} as const satisfies Record<GatewayResponseType, { errorType: string; message: string }>;
