import type { Method } from '../methods/schema.ts';
import type { Design } from './design.ts';

function by<Item>(...keys: ((item: Item) => string)[]): (a: Item, b: Item) => number {
  return (a, b) => {
    for (const key of keys) {
      const [left, right] = [key(a), key(b)];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
}

function ordered<Item>(items: readonly Item[], ...keys: ((item: Item) => string)[]): Item[] {
  return items.toSorted(by(...keys));
}

/** The method with its responses by status code. */
export function orderMethod(method: Method): Method {
  return {
    ...method,
    methodResponses: ordered(method.methodResponses, (response) => response.statusCode),
    integration: method.integration && {
      ...method.integration,
      integrationResponses: ordered(method.integration.integrationResponses, (response) => response.statusCode),
    },
  };
}

/** The design in its canonical order (see `designSchema`), by code units and so independent of any locale. */
export function orderDesign(design: Design): Design {
  const paths = new Map(design.resources.map((resource) => [resource.id, resource.path]));
  return {
    ...design,
    resources: ordered(design.resources, (resource) => resource.path),
    methods: ordered(
      design.methods.map(orderMethod),
      (method) => paths.get(method.resourceId) ?? '',
      (method) => method.httpMethod,
    ),
    models: ordered(design.models, (model) => model.name),
    requestValidators: ordered(
      design.requestValidators,
      (validator) => validator.name,
      (validator) => validator.id,
    ),
    authorizers: ordered(design.authorizers, (authorizer) => authorizer.name),
    gatewayResponses: ordered(design.gatewayResponses, (response) => response.responseType),
    documentationParts: ordered(
      design.documentationParts,
      ({ location }) =>
        [location.type, location.path, location.method, location.statusCode, location.name].join('\u0000'),
      (part) => part.id,
    ),
  };
}
