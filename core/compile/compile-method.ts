import type { Design } from '../apis/design.ts';
import type { Authorizer } from '../authorizers/schema.ts';
import { type Method, methodKey, parseRequestParameter } from '../methods/schema.ts';
import type { RequestValidator } from '../models/schema.ts';
import { pathParameters } from '../resources/schema.ts';
import type { Route } from '../snapshot/schema.ts';
import { checkAuthorization, usesAuthorizer } from './check-authorizers.ts';
import { checkIntegration } from './check-integration.ts';
import type { ProblemList } from './problem.ts';

/** What methods refer to by id or name. */
export type MethodScope = {
  paths: ReadonlyMap<string, string>;
  validators: ReadonlyMap<string, RequestValidator>;
  authorizers: ReadonlyMap<string, Authorizer>;
  modelNames: ReadonlySet<string>;
};

export function methodScope(design: Design): MethodScope {
  return {
    paths: new Map(design.resources.map((resource) => [resource.id, resource.path])),
    validators: new Map(design.requestValidators.map((validator) => [validator.id, validator])),
    authorizers: new Map(design.authorizers.map((authorizer) => [authorizer.id, authorizer])),
    modelNames: new Set(design.models.map((model) => model.name)),
  };
}

/** The route of a method, or null when it has none. Problems are added to the list; with errors the route is not to be used. */
export function compileMethod(method: Method, scope: MethodScope, problems: ProblemList): Route | null {
  const path = scope.paths.get(method.resourceId);
  if (path === undefined) {
    problems.error('broken-tree', `The method ${method.httpMethod} belongs to no resource.`);
    return null;
  }
  checkAuthorization(method, scope.authorizers, problems);
  checkParameters(method, path, problems.at('requestParameters'));
  checkModelNames(method.requestModels, scope, problems.at('requestModels'));
  const seen = new Set<string>();
  for (const [index, response] of method.methodResponses.entries()) {
    const list = problems.at('methodResponses', index);
    if (seen.has(response.statusCode))
      list.error('duplicate-response', `There are two method responses for status ${response.statusCode}.`);
    seen.add(response.statusCode);
    checkModelNames(response.responseModels, scope, list.at('responseModels'));
  }
  const validation = compileValidation(method, scope, problems.at('requestValidatorId'));
  if (!method.integration) {
    problems.error(
      'method-without-integration',
      `${methodKey(method.httpMethod, path)} has no integration: choose what it calls.`,
    );
    return null;
  }
  checkIntegration(method.integration, method, path, problems.at('integration'));
  return {
    resourceId: method.resourceId,
    path,
    httpMethod: method.httpMethod,
    operationName: method.operationName,
    authorizationType: method.authorizationType,
    authorizerId: usesAuthorizer(method) ? method.authorizerId : null,
    authorizationScopes: method.authorizationScopes,
    apiKeyRequired: method.apiKeyRequired,
    validation,
    // A node reads models only to validate bodies.
    requestModels: validation?.body ? method.requestModels : {},
    methodResponses: method.methodResponses,
    integration: method.integration,
  };
}

function checkParameters(method: Method, path: string, problems: ProblemList): void {
  const inPath = new Set(pathParameters(path));
  for (const name of Object.keys(method.requestParameters)) {
    const parameter = parseRequestParameter(name);
    if (!parameter) {
      problems
        .at(name)
        .error(
          'bad-mapping',
          `${name} is no request parameter: write method.request.header.name, .querystring.name or .path.name.`,
        );
    } else if (parameter.in === 'path' && !inPath.has(parameter.name)) {
      problems.at(name).error('unknown-path-parameter', `${path} has no path parameter {${parameter.name}}.`);
    }
  }
}

function checkModelNames(
  byContentType: Readonly<Record<string, string>>,
  scope: MethodScope,
  problems: ProblemList,
): void {
  for (const [contentType, name] of Object.entries(byContentType)) {
    if (!scope.modelNames.has(name)) problems.at(contentType).error('unknown-model', `There is no model ${name}.`);
  }
}

function compileValidation(method: Method, scope: MethodScope, problems: ProblemList): Route['validation'] {
  if (method.requestValidatorId === null) return null;
  const validator = scope.validators.get(method.requestValidatorId);
  if (!validator) {
    problems.error('unknown-validator', 'The method names a request validator that does not exist.');
    return null;
  }
  if (!validator.validateRequestBody && !validator.validateRequestParameters) return null;
  const required = Object.keys(method.requestParameters)
    .filter((name) => method.requestParameters[name])
    .toSorted()
    .flatMap((name) => parseRequestParameter(name) ?? []);
  return {
    body: validator.validateRequestBody,
    requiredParameters: validator.validateRequestParameters ? required : null,
  };
}
