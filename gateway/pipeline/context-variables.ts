import type { AccessKey } from '#gateway/secrets/access-keys.ts';
import { gatewayErrors } from '../errors.ts';
import type { Exchange } from './exchange.ts';
import { traceIdOf } from './trace-id.ts';

/** `$context` of a request, with AWS API Gateway's names. What is not known yet, or does not apply, is left out. */
export function contextVariables(exchange: Exchange): Record<string, unknown> {
  const { stage, side, route, call, path, host, failure } = exchange;
  const domainName = host?.replace(/:\d+$/, '') ?? '';
  return {
    accountId: stage?.state.accountId ?? '',
    apiId: exchange.apiId,
    stage: stage?.state.stageName ?? '',
    deploymentId: side?.deploymentId ?? '',
    domainName,
    domainPrefix: domainName.split('.')[0] ?? '',
    requestId: exchange.requestId,
    extendedRequestId: exchange.extendedRequestId,
    awsEndpointRequestId: exchange.extendedRequestId,
    httpMethod: call.method,
    path,
    protocol: 'HTTP/1.1',
    resourceId: route?.route.resourceId ?? '',
    resourcePath: route?.route.path ?? '',
    operationName: route?.route.operationName ?? '',
    xrayTraceId: traceIdOf(exchange).slice('Root='.length),
    isCanaryRequest: side?.variant === 'canary',
    requestTimeEpoch: Math.floor(exchange.atMs),
    requestTime: requestTime(exchange.atMs),
    identity: {
      sourceIp: exchange.sourceIp,
      userAgent: exchange.userAgent ?? '',
      ...(exchange.caller && callerVariables(exchange.caller)),
      ...(exchange.key && { apiKey: exchange.apiKey, apiKeyId: exchange.key.entry.state.id }),
    },
    ...(exchange.authorizer && { authorizer: exchange.authorizer }),
    ...(exchange.answer && { integration: { status: exchange.answer.status } }),
    ...(failure && { error: errorVariables(failure) }),
  };
}

function callerVariables({ accessKeyId, accountId, principalId, userArn }: AccessKey): Record<string, string> {
  return { accessKey: accessKeyId, accountId, caller: principalId, user: principalId, userArn };
}

function errorVariables(failure: NonNullable<Exchange['failure']>): Record<string, string> {
  const message = failure.message ?? gatewayErrors[failure.type].message;
  return {
    message,
    messageString: JSON.stringify(message),
    responseType: failure.type,
    validationErrorString: failure.validationError ?? '',
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time as the Common Log Format writes it, in UTC: `18/Nov/2026:12:00:00 +0000`. */
function requestTime(atMs: number): string {
  const [date = '', time = ''] = new Date(atMs).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
