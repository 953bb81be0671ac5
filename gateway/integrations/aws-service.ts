import { callerCredentials, lambdaFunctionOf, type AwsUri } from '#core/integrations/aws-uri.ts';
import { isReservedHeader } from '#core/mapping/header-value.ts';
import { renderStageText } from '#core/mapping/stage-variables.ts';
import type { AwsEndpoint } from '#gateway/aws/endpoints.ts';
import { jsonServices } from '#gateway/aws/service-facts.ts';
import { awsPath, isSignatureHeader } from '#gateway/aws/sign.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import { traceIdOf } from '#gateway/pipeline/trace-id.ts';
import { defaultUserAgent } from './caller-headers.ts';
import { mediaTypeOf } from './media-type.ts';
import { integrationBody } from './request-body.ts';
import { mapParameters, queryString, targetOf, upstreamPath } from './upstream-request.ts';
import type { UpstreamTarget } from './upstream-target.ts';

export type AwsTarget = UpstreamTarget & { aws: AwsUri };

/**
 * The request of an AWS integration to any service, made of the integration's own mapping and template. It is signed when
 * it is sent.
 */
export function buildAwsRequest(exchange: Exchange): Failure | undefined {
  const { call, route } = exchange;
  if (!route) throw new Error('A route was matched.');
  const target = awsTargetOf(exchange);
  if ('type' in target) return target;
  const made = integrationBody(exchange);
  if ('type' in made) return made;
  const mapped = mapParameters(exchange, made.overrides);
  const path = upstreamPath(exchange, target, mapped, queryString('', mapped.querystring));
  if (typeof path !== 'string') return path;
  const { httpMethod } = route.integration.integration;
  const method = httpMethod === null || httpMethod === 'ANY' ? call.method : httpMethod;
  const body = method === 'GET' || method === 'HEAD' ? null : made.body;
  const headers = mapped.header.filter(
    ([name]) => name.toLowerCase() !== 'host' && !isSignatureHeader(name.toLowerCase()) && !isReservedHeader(name),
  );
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const rawHeaders = headers.flat();
  for (const [name, value] of defaultHeaders(exchange, target.aws, body))
    if (!names.has(name)) rawHeaders.push(name, value);
  return sendTo(exchange, target, { method, path, rawHeaders, body });
}

/** The target of an AWS integration, or why its URI cannot be used. */
export function awsTargetOf(exchange: Exchange): AwsTarget | Failure {
  const target = targetOf(exchange);
  if ('type' in target) return target;
  if (!target.aws) throw new Error('An AWS integration has an AWS URI.');
  return { ...target, aws: target.aws };
}

/** Makes the request ready to be signed and sent: to the service's endpoint, for the integration's credentials. */
export function sendTo(
  exchange: Exchange,
  { aws }: AwsTarget,
  request: { method: string; path: string; rawHeaders: string[]; body: Buffer | null },
): Failure | undefined {
  const { route, stage, side, services } = exchange;
  if (!route || !stage || !side) throw new Error('A route was matched.');
  const { integration, credentials } = route.integration;
  const roleArn = credentials && renderStageText(credentials, side.variables).trim();
  const isCallers = roleArn !== null && callerCredentials.test(roleArn);
  if (isCallers && !exchange.caller) {
    return {
      type: 'API_CONFIGURATION_ERROR',
      cause: 'The integration is called with the caller’s own AWS credentials, and this caller did not sign with any.',
    };
  }
  const { workspaceId } = stage.state;
  const endpoint: AwsEndpoint = services.aws.endpoint(workspaceId, aws);
  exchange.signing = {
    workspaceId,
    roleArn: roleArn || null,
    region: endpoint.region,
    signingName: endpoint.signingName,
    caller: isCallers ? exchange.caller : null,
  };
  exchange.invokesLambda = lambdaFunctionOf(aws) !== null;
  exchange.outgoing = {
    workspaceId,
    origin: endpoint.origin,
    method: request.method,
    path: awsPath(`${endpoint.basePath}${request.path}`),
    rawHeaders: ['host', endpoint.host, 'x-amzn-trace-id', traceIdOf(exchange), ...request.rawHeaders],
    body: request.body,
    bodyLength: null,
    timeoutMs: integration.timeoutInMillis,
    insecureSkipVerification: integration.tlsConfig?.insecureSkipVerification ?? false,
    isTrusted: endpoint.isTrusted,
  };
  return undefined;
}

/** What is sent unless the mapping sets it. Services with a JSON protocol are told the action in a header. */
function defaultHeaders(
  exchange: Exchange,
  { subdomain, service, action }: AwsUri,
  body: Buffer | null,
): [string, string][] {
  const headers: [string, string][] = [
    ['accept', 'application/json'],
    ['user-agent', defaultUserAgent(exchange)],
    ['x-amzn-apigateway-api-id', exchange.apiId],
  ];
  const json = action === null ? undefined : jsonServices[subdomain === null ? service : `${subdomain}.${service}`];
  if (json) {
    const [prefix, version] = json;
    headers.push(['x-amz-target', `${prefix}.${action}`], ['content-type', `application/x-amz-json-${version}`]);
  } else if (body !== null) {
    headers.push(['content-type', mediaTypeOf(exchange.contentType)]);
  }
  return headers;
}
