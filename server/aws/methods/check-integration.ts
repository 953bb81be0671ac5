import { isLambdaFunction, lambdaFunctionOf, parseAwsUri } from '#core/integrations/aws-uri.ts';
import {
  contentHandlings,
  type Integration,
  integrationTimeoutMs,
  passthroughBehaviors,
} from '#core/integrations/schema.ts';
import { compileRequestMapping } from '#core/mapping/parameter-mapping.ts';
import { parseSource } from '#core/mapping/parameter-source.ts';
import { httpMethods, type Method } from '#core/methods/schema.ts';
import { badRequest } from '../aws-error.ts';
import { mappingError } from '../mapping-error.ts';
import { checkContentTypes } from './check-names.ts';

/** Refuses an integration that AWS refuses. What only a deployment finds out, such as a wrong template, it lets pass as AWS does. */
export function checkIntegration(
  integration: Integration,
  method: Method,
  integrationTarget: string | null | undefined,
): void {
  refuseIntegrationTarget(integrationTarget ?? '');
  checkHttpMethod(integration);
  const { type, timeoutInMillis, connectionType, connectionId } = integration;
  if (type === 'HTTP' || type === 'HTTP_PROXY') checkEndpoint(integration.uri);
  if (type === 'AWS' || type === 'AWS_PROXY') checkArn(integration);
  const { min, max } = integrationTimeoutMs;
  if (timeoutInMillis < min || timeoutInMillis > max) {
    throw badRequest(`Timeout should be between ${min} ms and ${max} ms`);
  }
  if (connectionType === 'VPC_LINK' && connectionId === null) {
    throw badRequest('Connection id must be specified for connection type VPC_LINK');
  }
  checkContentTypes(integration.requestTemplates);
  checkMappings(integration, method);
}

/** Of private integrations with load balancers as such, which have no equivalent here. */
export function refuseIntegrationTarget(value: string): void {
  if (value === '') return;
  throw badRequest('integrationTarget is not available: let uri name the private backend.');
}

export function passthroughBehaviorOf(value: string): Integration['passthroughBehavior'] {
  const found = passthroughBehaviors.find((behavior) => behavior === value);
  if (found) return found;
  throw badRequest(`Invalid PassthroughBehavior specified. Valid options are ${passthroughBehaviors.join(',')}`);
}

/** A patch's value; empty for none. */
export function contentHandlingOf(value: string): Integration['contentHandling'] {
  const found = contentHandlings.find((handling) => handling === value);
  if (found || value === '') return found ?? null;
  throw badRequest(`Invalid ContentHandling specified. Valid options are ${contentHandlings.join(',')}`);
}

function checkHttpMethod({ type, httpMethod }: Integration): void {
  if (httpMethod === null) {
    if (type === 'MOCK') return;
    throw badRequest('Enumeration value for HttpMethod must be non-empty');
  }
  if (!httpMethods.some((each) => each === httpMethod)) {
    throw badRequest('Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY');
  }
}

/** A URL whose parts may be stage variables and, after the host, parameters. */
function checkEndpoint(uri: string | null): void {
  const filled = (uri ?? '').replace(/\$\{stageVariables\.[A-Za-z0-9_]+\}/g, '1').replace(/\{[^{}]+\}/g, '1');
  if (!/^https?:\/\/[^/?#]/i.test(filled) || !URL.canParse(filled)) {
    throw badRequest('Invalid HTTP endpoint specified for URI');
  }
}

function checkArn({ type, uri, credentials }: Integration): void {
  if (!/^arn:aws(?:-[a-z]+)*:/.test(uri ?? '')) throw badRequest('Invalid ARN specified in the request');
  const filled = (uri ?? '').replace(/\$\{stageVariables\.[A-Za-z0-9_]+\}/g, 'variable');
  if (!/^arn:[^:]+:apigateway:[^:]*:[^:]+:(?:path|action)\//.test(filled)) {
    throw badRequest('AWS ARN for integration must contain path or action');
  }
  const parsed = parseAwsUri(filled);
  if (typeof parsed === 'string') throw badRequest('Invalid ARN specified in the request');
  const named = lambdaFunctionOf(parsed);
  const isLambda = parsed.service === 'lambda';
  if (named !== null && !isLambdaFunction(named)) throw badRequest('Invalid function ARN or invalid uri');
  if (type === 'AWS_PROXY' && !isLambda && parsed.service !== 'firehose') {
    throw badRequest(
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    );
  }
  if (!isLambda && credentials === null) throw badRequest('Role ARN must be specified for AWS integrations');
}

/** Mappings read what the method declares, and a cache key is one of the method's parameters or of the mapped ones. */
function checkMappings(integration: Integration, { requestParameters: declared }: Method): void {
  const { requestParameters, cacheKeyParameters } = integration;
  const { problems } = compileRequestMapping(requestParameters);
  const errors: string[] = [];
  for (const [target, expression] of Object.entries(requestParameters)) {
    const parsed = parseSource(expression);
    if ('problem' in parsed) {
      errors.push(`Invalid mapping expression specified: ${expression}`);
    } else if (problems.some((problem) => problem.target === target)) {
      errors.push(`Invalid mapping expression specified: ${target}`);
    } else if (parsed.source.kind === 'request') {
      const name = `method.request.${parsed.source.location.replace('multivalue', '')}.${parsed.source.name}`;
      if (!Object.hasOwn(declared, name)) errors.push(`Invalid mapping expression parameter specified: ${expression}`);
    }
  }
  for (const name of cacheKeyParameters) {
    if (Object.hasOwn(declared, name) || Object.hasOwn(requestParameters, name)) continue;
    errors.push(`Invalid mapping expression parameter specified: ${name}`);
  }
  if (errors.length > 0) throw mappingError(errors);
}
