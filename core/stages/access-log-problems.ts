import { compileAccessLogFormat } from './access-log-formats.ts';

/** `$context` variables that access logs may name, beyond those that templates have too (AWS: API Gateway logging). */
const known = new Set([
  ...['accountId', 'apiId', 'awsEndpointRequestId', 'deploymentId', 'domainName', 'domainPrefix', 'extendedRequestId'],
  ...['httpMethod', 'isCanaryRequest', 'operationName', 'path', 'protocol', 'requestId', 'requestTime'],
  ...['requestTimeEpoch', 'resourceId', 'resourcePath', 'stage', 'wafResponseCode', 'webaclArn'],
  ...['error.message', 'error.messageString', 'error.responseType', 'error.validationErrorString'],
  ...['identity.accountId', 'identity.apiKey', 'identity.apiKeyId', 'identity.caller', 'identity.principalOrgId'],
  ...['identity.cognitoAuthenticationProvider', 'identity.cognitoAuthenticationType', 'identity.cognitoIdentityId'],
  ...['identity.cognitoIdentityPoolId', 'identity.sourceIp', 'identity.user', 'identity.userAgent'],
  ...['identity.userArn', 'identity.vpcId', 'identity.vpceId'],
  ...['identity.clientCert.clientCertPem', 'identity.clientCert.subjectDN', 'identity.clientCert.issuerDN'],
  ...['identity.clientCert.serialNumber', 'identity.clientCert.validity.notBefore'],
  'identity.clientCert.validity.notAfter',
  ...['authenticate.error', 'authenticate.latency', 'authenticate.status'],
  ...['authorize.error', 'authorize.latency', 'authorize.status'],
  ...['authorizer.error', 'authorizer.integrationLatency', 'authorizer.integrationStatus', 'authorizer.latency'],
  ...['authorizer.requestId', 'authorizer.status'],
  ...['customDomain.basePathMatched', 'endpointType'],
  ...['integration.error', 'integration.integrationStatus', 'integration.latency', 'integration.requestId'],
  ...['integration.status', 'integrationLatency', 'integrationStatus', 'integrationErrorMessage'],
  ...['responseLatency', 'responseLength', 'status', 'waf.error', 'waf.latency', 'waf.status', 'xrayTraceId'],
]);

/** What an authorizer put into the context, and overrides by a template, have names of the API's own. */
const open = /^(authorizer|requestOverride|responseOverride)\./;

/** What is wrong with an access log format, in words for the API's author; empty when nodes can write it. */
export function accessLogFormatProblems(format: string): string[] {
  const { pieces } = compileAccessLogFormat(format);
  const names = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.path.join('.')]));
  const problems: string[] = [];
  if (!names.includes('requestId') && !names.includes('extendedRequestId')) {
    problems.push('The format names $context.requestId or $context.extendedRequestId, so that lines can be found.');
  }
  for (const name of new Set(names)) {
    if (!known.has(name) && !open.test(name)) problems.push(`$context.${name} is not a variable of access logs.`);
  }
  for (const text of pieces.filter((piece) => typeof piece === 'string')) {
    const other = /\$\{?\w+/.exec(text);
    if (other) problems.push(`${other[0]} is not a variable of access logs: only what lies below $context is.`);
  }
  return problems;
}
