import type { HttpMethod, MethodResponse } from '../methods/schema.ts';
import type { Integration } from '../integrations/schema.ts';
import type { ImportContext, ImportedMethod } from './import-context.ts';
import { locationOf } from './import-documentation.ts';
import {
  proposeHttpProxy,
  proposeMock,
  readIntegration,
  renamePathParameters,
  statusCodeText,
} from './import-integration.ts';
import { openApiServer } from './import-servers.ts';
import { own, ownString, type JsonObject } from './json.ts';
import { pascalName } from './model-names.ts';
import { childPointer } from './pointer.ts';
import { pick } from './read-parameters.ts';
import type { LocatedObject } from './references.ts';
import type { Route } from './resource-tree.ts';
import type { SourceContent, SourceOperation, SourceParameter, SourceResponse } from './source.ts';

/** What of an operation goes into its documentation part. */
export const operationDocumentation = ['summary', 'description', 'tags', 'deprecated', 'externalDocs'] as const;

const placeNames = { path: 'path', query: 'querystring', header: 'header' } as const;
export const parameterPartTypes = {
  path: 'PATH_PARAMETER',
  query: 'QUERY_PARAMETER',
  header: 'REQUEST_HEADER',
} as const;

/** One operation of a description: where it stands, and its method and path there. */
export type OperationPlace = {
  httpMethod: HttpMethod;
  path: string;
  route: Route;
  operation: LocatedObject;
  pathItem: LocatedObject;
};

/** Turns an operation into a method, with its models and documentation. */
export function importMethod(context: ImportContext, place: OperationPlace): ImportedMethod {
  const { httpMethod, route, operation } = place;
  const { value, pointer } = operation;
  const source = context.readOperation(operation, place.pathItem);
  const operationName = readOperationName(context, value, pointer);
  const baseName =
    pascalName(operationName ?? `${httpMethod.toLowerCase()} ${place.path.replaceAll(/[{}+]/g, '')}`) || 'Root';
  const documented = { path: route.node.path, method: httpMethod };

  context.documentation.add(locationOf('METHOD', documented), pick(value, operationDocumentation));
  const requestParameters = readParameters(context, place, source);
  const requestModels = readContent(context, source.body?.content ?? [], `${baseName}Request`);
  if (source.body) context.documentation.add(locationOf('REQUEST_BODY', documented), source.body.documentation);
  const methodResponses = listResponses(context, source.responses, pointer).map((response) =>
    readResponse(context, place, response, baseName),
  );
  const integration = readMethodIntegration(context, place, methodResponses);
  const security = context.security.secure(value, pointer, context.documentSecurity);
  return {
    node: route.node,
    httpMethod,
    authorizationType: security.authorizationType,
    authorizer: security.authorizer,
    authorizationScopes: security.authorizationScopes,
    apiKeyRequired: security.apiKeyRequired,
    operationName,
    requestValidator: readValidator(context, value, pointer),
    requestParameters,
    requestModels,
    methodResponses,
    integration,
  };
}

function readOperationName(
  { report, operationIds }: ImportContext,
  operation: JsonObject,
  pointer: string,
): string | null {
  const name = ownString(operation, 'operationId')?.trim();
  if (!name) return null;
  const place = childPointer(pointer, 'operationId');
  if (name.length > 256) {
    report.warn('truncated', place, 'An operation name has at most 256 characters; longer ones are not carried.');
    return null;
  }
  if (operationIds.has(name)) {
    report.warn(
      'duplicate-operation-id',
      place,
      `The operationId ${JSON.stringify(name)} is taken; only the first operation carries it.`,
    );
    return null;
  }
  operationIds.add(name);
  return name;
}

function readParameters(
  context: ImportContext,
  place: OperationPlace,
  source: SourceOperation,
): Record<string, boolean> {
  const { report, documentation } = context;
  const { parameterNames, node } = place.route;
  const declared: Record<string, boolean> = {};
  const inPath = new Set<string>();
  for (const parameter of source.parameters) {
    report.spend(1);
    const name = parameter.in === 'path' ? parameterNames.get(parameter.name) : parameter.name;
    if (name === undefined) {
      report.warn(
        'undeclared-parameter',
        parameter.pointer,
        'A path parameter that the path does not name is not carried.',
      );
      continue;
    }
    if (parameter.in === 'path') inPath.add(parameter.name);
    declared[`method.request.${placeNames[parameter.in]}.${name}`] = parameter.required;
    documentation.add(documentedAt(parameter, name, node.path, place.httpMethod), parameter.documentation);
  }
  for (const [name, nodeName] of parameterNames) {
    if (inPath.has(name)) continue;
    report.warn('undeclared-parameter', place.operation.pointer, 'A path parameter is not declared; it was added.');
    declared[`method.request.path.${nodeName}`] = true;
  }
  return declared;
}

function documentedAt(parameter: SourceParameter, name: string, path: string, method: string) {
  return locationOf(parameterPartTypes[parameter.in], { path, method, name });
}

/** Content types with the name of their model. Equal schemas at several content types share one. */
function readContent(context: ImportContext, content: SourceContent[], suggestion: string): Record<string, string> {
  const models: Record<string, string> = {};
  const byText = new Map<string, string>();
  for (const { contentType, schema, pointer } of content) {
    context.report.spend(1);
    const inline = schema && content.length > 1 ? JSON.stringify(schema.value) : '';
    const shared = inline === '' ? undefined : byText.get(inline);
    const model = shared ?? context.models.modelFor(schema?.value, schema?.pointer ?? pointer, suggestion);
    if (model === null) continue;
    if (inline !== '') {
      context.report.spend(inline.length / 10);
      byText.set(inline, model);
    }
    models[contentType] = model;
  }
  return models;
}

/**
 * Responses with a status code of their own. A method lists them singly, so `default` and ranges have no place; but where
 * they are all that tells how success looks, they stand for 200.
 */
function listResponses({ report }: ImportContext, responses: SourceResponse[], pointer: string): SourceResponse[] {
  const listed = responses.filter(({ statusCode }) => statusCodeText(statusCode) !== null);
  let hasSuccess = listed.some(({ statusCode }) => statusCode.startsWith('2'));
  for (const response of responses) {
    const { statusCode } = response;
    const place = childPointer(pointer, 'responses', statusCode);
    const isRange = /^[1-5]XX$/i.test(statusCode);
    if (statusCodeText(statusCode) !== null) continue;
    if (statusCode !== 'default' && !isRange) {
      report.error('invalid-value', place, `${JSON.stringify(statusCode)} is no status code.`);
    } else if (!hasSuccess && (statusCode === 'default' || statusCode.startsWith('2'))) {
      hasSuccess = true;
      listed.push({ ...response, statusCode: '200' });
      report.info(
        'default-response',
        place,
        'The only description of success is a default or a range; it is carried as 200.',
      );
    } else if (isRange) {
      report.warn('response-not-carried', place, 'A range of status codes is not carried: a method lists them singly.');
    } else {
      report.warn(
        'default-response',
        place,
        'A default response is not carried: a method lists its responses by status code.',
      );
    }
  }
  return listed;
}

function readResponse(
  context: ImportContext,
  place: OperationPlace,
  response: SourceResponse,
  baseName: string,
): MethodResponse {
  const { statusCode } = response;
  const at = { path: place.route.node.path, method: place.httpMethod, statusCode };
  const { documentation } = context;
  documentation.add(locationOf('RESPONSE', at), response.documentation);
  if (Object.keys(response.examples).length > 0) {
    documentation.add(locationOf('RESPONSE_BODY', at), { content: response.examples });
  }
  const responseParameters: Record<string, boolean> = {};
  for (const header of response.headers) {
    context.report.spend(1);
    responseParameters[`method.response.header.${header.name}`] = header.required;
    documentation.add(locationOf('RESPONSE_HEADER', { ...at, name: header.name }), header.documentation);
  }
  const responseModels = readContent(context, response.content, `${baseName}Response${statusCode}`);
  return { statusCode, responseParameters, responseModels };
}

/** The validator that an operation names, else the document's; names are checked against those that are defined. */
function readValidator(
  { report, defaultValidator, validatorNames }: ImportContext,
  operation: JsonObject,
  pointer: string,
): string | null {
  const named = own(operation, 'x-amazon-apigateway-request-validator');
  if (named === undefined) return defaultValidator;
  if (typeof named === 'string' && validatorNames.has(named)) return named;
  const place = childPointer(pointer, 'x-amazon-apigateway-request-validator');
  report.error('unresolved-reference', place, `The request validator ${JSON.stringify(named)} is not defined.`);
  return null;
}

/** The integration that the operation has, else the proposed one. A mock adds the response that it answers with. */
function readMethodIntegration(
  context: ImportContext,
  place: OperationPlace,
  responses: MethodResponse[],
): Integration | null {
  const { operation, pathItem, route, path, httpMethod } = place;
  const asksServers = context.proposal === 'http_proxy' && context.baseUrl === null;
  const extension = own(operation.value, 'x-amazon-apigateway-integration');
  for (const owner of [operation, pathItem]) {
    if (Object.hasOwn(owner.value, 'servers') && (extension !== undefined || !asksServers)) {
      const message = 'Servers of a path or operation are not kept: integrations say where the backend is.';
      context.report.info('server-not-used', childPointer(owner.pointer, 'servers'), message);
    }
  }
  if (extension !== undefined) {
    const pointer = childPointer(operation.pointer, 'x-amazon-apigateway-integration');
    const integration = readIntegration(extension, pointer, context.references, context.report);
    return integration && renamePathParameters(integration, route.parameterNames);
  }
  if (context.proposal === 'none') return null;
  const baseUrl = context.proposal === 'http_proxy' ? backendOf(context, place) : null;
  if (baseUrl !== null) return proposeHttpProxy(baseUrl, path, httpMethod, route.parameterNames);
  if (context.proposal === 'http_proxy') {
    context.report.warn(
      'no-backend',
      operation.pointer,
      'No server with an absolute URL is known: the method answers from a mock until it gets an integration.',
    );
  }
  const success = responses.find(({ statusCode }) => statusCode.startsWith('2'));
  if (!success) responses.push({ statusCode: '200', responseParameters: {}, responseModels: {} });
  return proposeMock(success?.statusCode ?? '200');
}

/** The backend of an operation: what was asked for, else the nearest server. */
function backendOf(context: ImportContext, { operation, pathItem }: OperationPlace): string | null {
  if (context.baseUrl !== null) return context.baseUrl;
  if (context.version !== '2.0') {
    for (const owner of [operation, pathItem]) {
      const server = openApiServer(owner.value, owner.pointer, context.report, context.documentUrl);
      if (!server) continue;
      context.report.info(
        'server-override',
        childPointer(owner.pointer, 'servers'),
        'A server of its own became the backend of the proposed integration.',
      );
      return server.url;
    }
  }
  return context.server.url;
}
