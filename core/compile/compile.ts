import type { Design } from '../apis/design.ts';
import { orderDesign } from '../apis/order-design.ts';
import { snapshotFormatVersion } from '../snapshot/format-version.ts';
import type { ApiSnapshot, Route } from '../snapshot/schema.ts';
import { checkAuthorizers } from './check-authorizers.ts';
import { checkCors } from './check-cors.ts';
import { checkGatewayResponseMappings } from './check-mappings.ts';
import { checkPolicy, hasPolicy } from './check-policy.ts';
import { checkTree } from './check-tree.ts';
import { compileMethod, methodScope } from './compile-method.ts';
import { compileModels, reachableModels } from './compile-models.ts';
import type { CompiledModels } from './compiled-model.ts';
import { type Problem, ProblemList } from './problem.ts';

export type Compilation = { snapshot: ApiSnapshot | null; problems: Problem[] };

/**
 * Turns a design into what a gateway node runs. Never throws for a mistake in the design: mistakes are `problems`, each with
 * its place, and with an error among them the snapshot is null. What a node could serve only in part, or open where it
 * should be protected, is an error. The same design, in whatever order, gives the same snapshot.
 */
export function compile(unordered: Design): Compilation {
  const design = orderDesign(unordered);
  const list = new ProblemList();
  checkApi(design, list);
  checkTree(design.resources, list);
  const models = compileModels(design.models);
  const scope = methodScope(design);
  const routes: Route[] = [];
  const served = new Set<string>();
  for (const [index, method] of design.methods.entries()) {
    const problems = list.at('methods', index).ofMethod(method.resourceId, method.httpMethod);
    const key = `${method.httpMethod} ${method.resourceId}`;
    if (served.has(key)) problems.error('duplicate-route', `The method ${method.httpMethod} is there twice.`);
    served.add(key);
    const route = compileMethod(method, scope, problems);
    if (route) routes.push(route);
  }
  if (design.methods.length === 0)
    list.at('methods').warn('no-methods', 'The API has no methods: every call answers 403 or 404.');
  checkAuthorizers(design, list);
  for (const [index, response] of design.gatewayResponses.entries()) {
    checkGatewayResponseMappings(response.responseParameters, list.at('gatewayResponses', index, 'responseParameters'));
  }
  const used = reachableModels(models, modelsOf(routes));
  for (const [index, { name }] of design.models.entries()) {
    const problems = list.at('models', index, 'schema');
    for (const fault of models.get(name)?.faults ?? []) {
      // Only bodies that are validated need a model at a node; elsewhere it documents.
      if (used.has(name)) problems.error('bad-model', fault);
      else problems.warn('bad-model', fault);
    }
  }
  const failed = list.problems.some((problem) => problem.level === 'error');
  return { snapshot: failed ? null : snapshotOf(design, routes, models, used), problems: list.problems };
}

function checkApi(design: Design, list: ProblemList): void {
  const { api, methods } = design;
  checkPolicy(design, list.at('api', 'policy'));
  checkCors(design, list.at('api', 'corsConfiguration'));
  const isLocked = methods.some((method) => method.apiKeyRequired && method.authorizationType !== 'CUSTOM');
  if (api.apiKeySource === 'AUTHORIZER' && isLocked) {
    list
      .at('api', 'apiKeySource')
      .warn(
        'api-key-without-source',
        'API keys come from Lambda and HTTP authorizers, and a method that requires a key has none: it answers 403 to everyone.',
      );
  }
}

function modelsOf(routes: readonly Route[]): string[] {
  return routes.flatMap((route) => Object.values(route.requestModels));
}

function snapshotOf(design: Design, routes: Route[], models: CompiledModels, used: ReadonlySet<string>): ApiSnapshot {
  const { id, name, apiKeySource, binaryMediaTypes, minimumCompressionSize, disableExecuteApiEndpoint, behavior } =
    design.api;
  const { corsConfiguration, policy } = design.api;
  const usedAuthorizers = new Set(routes.map((route) => route.authorizerId));
  return {
    formatVersion: snapshotFormatVersion,
    api: {
      id,
      name,
      apiKeySource,
      binaryMediaTypes,
      minimumCompressionSize,
      disableExecuteApiEndpoint,
      corsConfiguration,
      policy: hasPolicy(policy) ? policy : null,
      behavior,
    },
    routes,
    models: Object.fromEntries([...used].toSorted().map((model) => [model, models.get(model)?.schema])),
    authorizers: Object.fromEntries(
      design.authorizers
        .filter((authorizer) => usedAuthorizers.has(authorizer.id))
        .map((authorizer) => [authorizer.id, authorizer]),
    ),
    gatewayResponses: design.gatewayResponses,
  };
}
