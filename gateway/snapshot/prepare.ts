import { corsPolicy } from '#core/cors/policy.ts';
import { effectiveGatewayResponses } from '#core/gateway-responses/effective.ts';
import { methodKey } from '#core/methods/schema.ts';
import { pathParameters } from '#core/resources/schema.ts';
import { parsePolicyText } from '#core/policies/parse-policy.ts';
import type { Policy } from '#core/policies/policy.ts';
import type { ApiSnapshot, Route } from '#core/snapshot/schema.ts';
import { prepareAuthorizer, type PreparedAuthorizer } from '#gateway/authorizers/prepare-authorizer.ts';
import { mediaTypeOf } from '#gateway/integrations/media-type.ts';
import { prepareIntegration } from '#gateway/integrations/prepare-integration.ts';
import { settingNames } from '#gateway/limits/method-throttle.ts';
import { BodyValidators, type BodyValidator } from './body-validators.ts';
import { breathe } from './breathe.ts';
import type { PreparedApi, PreparedResource, PreparedRoute } from './prepared.ts';
import { Router } from './router.ts';
import { SnapshotRefused } from './verify.ts';

type Resource = { path: string; methods: Map<string, PreparedRoute>; any: PreparedRoute | null };

/**
 * Compiles a snapshot: its routes into a router, its models, templates, mappings and patterns. All or nothing: one route
 * that does not compile refuses the whole snapshot.
 * @throws SnapshotRefused naming the route
 */
export async function prepareSnapshot(snapshot: ApiSnapshot, hash: string): Promise<PreparedApi> {
  const validators = new BodyValidators(snapshot.models);
  const resources = new Map<string, Resource>();
  const router = new Router<PreparedResource>();
  const routes: PreparedRoute[] = [];
  const policy = preparePolicy(snapshot.api.policy);
  const authorizers = new Map<string, PreparedAuthorizer>();
  for (const [id, authorizer] of Object.entries(snapshot.authorizers)) {
    authorizers.set(
      id,
      within(`authorizer ${authorizer.name}`, () => prepareAuthorizer(authorizer)),
    );
  }
  for (const [index, route] of snapshot.routes.entries()) {
    const key = methodKey(route.httpMethod, route.path);
    within(key, () => {
      const prepared = prepareRoute(route, index, key, { validators, authorizers });
      routes.push(prepared);
      addRoute(resources, router, prepared);
    });
    await breathe();
  }
  const gatewayResponses = new Map(
    effectiveGatewayResponses(snapshot.gatewayResponses).map((response) => [response.responseType, response]),
  );
  const cors = snapshot.api.corsConfiguration && corsPolicy(snapshot.api.corsConfiguration);
  return { hash, api: snapshot.api, policy, cors, router, routes, gatewayResponses };
}

/** A policy that cannot be read is no reason to serve without it. */
function preparePolicy(text: string | null): Policy | null {
  if (text === null) return null;
  const parsed = parsePolicyText(text, 'resource');
  if ('policy' in parsed) return parsed.policy;
  const [first] = parsed.problems;
  throw new SnapshotRefused(`resource policy, ${first?.path.join('/') ?? ''}: ${first?.message ?? ''}`);
}

type Parts = { validators: BodyValidators; authorizers: ReadonlyMap<string, PreparedAuthorizer> };

function prepareRoute(route: Route, index: number, key: string, { validators, authorizers }: Parts): PreparedRoute {
  return {
    index,
    route,
    key,
    settingNames: settingNames(route),
    parameterNames: pathParameters(route.path),
    bodyValidators: route.validation?.body ? bodyValidators(route, validators) : null,
    authorizer: authorizerOf(route, authorizers),
    integration: prepareIntegration(route.integration),
  };
}

/** A method that asks for an authorizer, and has none that can be asked, is never served. */
function authorizerOf(
  { authorizationType, authorizerId }: Route,
  authorizers: ReadonlyMap<string, PreparedAuthorizer>,
): PreparedAuthorizer | null {
  if (authorizationType === 'NONE' || authorizationType === 'AWS_IAM') return null;
  const authorizer = authorizers.get(authorizerId ?? '');
  if (!authorizer) throw new Error('Its authorizer is not there.');
  const isCustom = authorizer.kind === 'custom';
  if (isCustom !== (authorizationType === 'CUSTOM')) throw new Error('Its authorizer is of another type.');
  return authorizer;
}

/**
 * Validators by media type. Only JSON can be checked against a JSON Schema; other content types pass, unless `$default` names
 * a model for all of them, as in AWS API Gateway.
 */
function bodyValidators(route: Route, validators: BodyValidators): Map<string, BodyValidator> {
  const prepared = new Map<string, BodyValidator>();
  for (const [contentType, model] of Object.entries(route.requestModels)) {
    const mediaType = mediaTypeOf(contentType);
    if (/^(?:application\/(?:.+\+)?json|\$default)$/.test(mediaType))
      prepared.set(mediaType, validators.validator(model));
  }
  return prepared;
}

function addRoute(resources: Map<string, Resource>, router: Router<PreparedResource>, prepared: PreparedRoute): void {
  const { path, httpMethod } = prepared.route;
  let resource = resources.get(path);
  if (!resource) {
    resource = { path, methods: new Map(), any: null };
    resources.set(path, resource);
    router.add(path, resource);
  }
  if (httpMethod === 'ANY' ? resource.any : resource.methods.has(httpMethod))
    throw new Error('The method is there twice.');
  if (httpMethod === 'ANY') resource.any = prepared;
  else resource.methods.set(httpMethod, prepared);
}

function within<Result>(place: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new SnapshotRefused(`${place}: ${(error as Error).message}`);
  }
}
