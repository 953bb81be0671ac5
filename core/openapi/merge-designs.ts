import type { Design } from '../apis/design.ts';
import { orderDesign } from '../apis/order-design.ts';
import type { RestApi } from '../apis/schema.ts';
import { childPath, type Resource } from '../resources/schema.ts';
import { locationKey } from './import-documentation.ts';

/**
 * A design with another one laid over it: what `over` has replaces what `base` has at the same place or under the same name,
 * and the rest of `base` stays (AWS: PutRestApi in mode merge). `over` was imported with `base` as its previous design, so
 * that the same things have the same ids.
 */
export function mergeDesigns(base: Design, over: Design): Design {
  const methodKey = (method: Design['methods'][number]) => `${method.resourceId} ${method.httpMethod}`;
  return orderDesign({
    ...over,
    api: mergeSettings(base.api, over.api),
    resources: mergeResources(base.resources, over.resources),
    methods: union(base.methods, over.methods, methodKey),
    models: union(base.models, over.models, ({ name }) => name),
    requestValidators: union(base.requestValidators, over.requestValidators, ({ name }) => name),
    authorizers: union(base.authorizers, over.authorizers, ({ name }) => name),
    gatewayResponses: union(base.gatewayResponses, over.gatewayResponses, ({ responseType }) => responseType),
    documentationParts: union(base.documentationParts, over.documentationParts, (part) => locationKey(part.location)),
  });
}

function union<Item>(base: readonly Item[], over: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const replaced = new Set(over.map(keyOf));
  return [...over, ...base.filter((item) => !replaced.has(keyOf(item)))];
}

/** A setting that a description leaves out stays as it was. */
function mergeSettings(base: RestApi, over: RestApi): RestApi {
  return {
    ...over,
    description: over.description ?? base.description,
    version: over.version ?? base.version,
    apiKeySource: over.apiKeySource === 'HEADER' ? base.apiKeySource : over.apiKeySource,
    binaryMediaTypes: [...new Set([...base.binaryMediaTypes, ...over.binaryMediaTypes])],
    minimumCompressionSize: over.minimumCompressionSize ?? base.minimumCompressionSize,
    corsConfiguration: over.corsConfiguration ?? base.corsConfiguration,
    policy: over.policy ?? base.policy,
    tags: { ...base.tags, ...over.tags },
  };
}

/** The trees of both. A path parameter that `over` names otherwise has its name in the paths below it too. */
function mergeResources(base: readonly Resource[], over: readonly Resource[]): Resource[] {
  const merged = new Map(over.map((resource) => [resource.id, resource]));
  const parentsFirst = base.toSorted((a, b) => a.path.split('/').length - b.path.split('/').length);
  for (const resource of parentsFirst) {
    if (merged.has(resource.id)) continue;
    const parent = resource.parentId === null ? undefined : merged.get(resource.parentId);
    merged.set(resource.id, parent ? { ...resource, path: childPath(parent.path, resource.pathPart) } : resource);
  }
  return [...merged.values()];
}
