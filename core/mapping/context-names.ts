/**
 * The members of `$context` that AWS API Gateway documents for models, authorizers, mapping templates and access logging
 * alike ("API Gateway mapping template and access logging variable reference"). A member that does not apply to a request
 * is empty. Below `authorizer`, `authorizer.claims` and the overrides, authors choose the names.
 */
export const contextNames = [
  'accountId',
  'apiId',
  'authorizer.claims.property',
  'authorizer.principalId',
  'authorizer.property',
  'awsEndpointRequestId',
  'deploymentId',
  'domainName',
  'domainPrefix',
  'error.message',
  'error.messageString',
  'error.responseType',
  'error.validationErrorString',
  'extendedRequestId',
  'httpMethod',
  'identity.accountId',
  'identity.apiKey',
  'identity.apiKeyId',
  'identity.caller',
  'identity.clientCert.clientCertPem',
  'identity.clientCert.issuerDN',
  'identity.clientCert.serialNumber',
  'identity.clientCert.subjectDN',
  'identity.clientCert.validity.notAfter',
  'identity.clientCert.validity.notBefore',
  'identity.cognitoAuthenticationProvider',
  'identity.cognitoAuthenticationType',
  'identity.cognitoIdentityId',
  'identity.cognitoIdentityPoolId',
  'identity.principalOrgId',
  'identity.sourceIp',
  'identity.user',
  'identity.userAgent',
  'identity.userArn',
  'identity.vpceId',
  'identity.vpcId',
  'isCanaryRequest',
  'path',
  'protocol',
  'requestId',
  'requestOverride.header.name',
  'requestOverride.path.name',
  'requestOverride.querystring.name',
  'requestTime',
  'requestTimeEpoch',
  'resourceId',
  'resourcePath',
  'responseOverride.header.name',
  'responseOverride.status',
  'stage',
  'wafResponseCode',
  'webaclArn',
  'xrayTraceId',
] as const;

const known: ReadonlySet<string> = new Set(contextNames);

/** Whether a path such as `['identity', 'sourceIp']` names a variable of the context. */
export function isContextName(path: readonly string[]): boolean {
  const [root = '', ...members] = path;
  if (root === 'authorizer') return members.length > 0;
  return known.has(path.join('.')) || root === 'integration' || path.join('.') === 'operationName';
}
