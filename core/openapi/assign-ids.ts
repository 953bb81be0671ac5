import { designFormatVersion, type Design } from '../apis/design.ts';
import { orderDesign } from '../apis/order-design.ts';
import { locationKey } from './import-documentation.ts';
import type { ImportedDocument } from './import-document.ts';
import { sameJson, tryParseJson } from './json.ts';

/**
 * Gives everything an id and puts the design in its canonical order. What `previous` has at the same place, under the same
 * name, keeps its id; texts that mean the same JSON stay as they are written there.
 */
export function assignIds(imported: ImportedDocument, newId: () => string, previous: Design | null): Design {
  const resourceIds = keeper(previous?.resources, (resource) => pathShape(resource.path), newId);
  const modelIds = keeper(previous?.models, (model) => model.name, newId);
  const validatorIds = keeper(previous?.requestValidators, (validator) => validator.name, newId);
  const authorizerIds = keeper(previous?.authorizers, (authorizer) => authorizer.name, newId);
  const partIds = keeper(previous?.documentationParts, (part) => locationKey(part.location), newId);

  const ids = new Map(imported.nodes.map((node) => [node, resourceIds(pathShape(node.path)).id]));
  const requestValidators = imported.requestValidators.map((validator) => ({
    id: validatorIds(validator.name).id,
    ...validator,
  }));
  const authorizers = imported.authorizers.map(({ description: _, ...authorizer }) => ({
    id: authorizerIds(authorizer.name).id,
    ...authorizer,
  }));
  const idByName = (items: { id: string; name: string }[]) => new Map(items.map(({ id, name }) => [name, id]));
  const validatorByName = idByName(requestValidators);
  const authorizerByName = idByName(authorizers);

  return orderDesign({
    formatVersion: designFormatVersion,
    api: imported.api,
    resources: imported.nodes.map((node) => ({
      id: ids.get(node) ?? newId(),
      parentId: (node.parent && ids.get(node.parent)) ?? null,
      pathPart: node.pathPart,
      path: node.path,
    })),
    methods: imported.methods.map(({ node, authorizer, requestValidator, ...method }) => ({
      resourceId: ids.get(node) ?? '',
      ...method,
      authorizerId: authorizer === null ? null : (authorizerByName.get(authorizer) ?? null),
      requestValidatorId: requestValidator === null ? null : (validatorByName.get(requestValidator) ?? null),
    })),
    models: imported.models.map((model) => {
      const { id, kept } = modelIds(model.name);
      return { id, ...model, schema: keepText(kept?.schema, model.schema) };
    }),
    requestValidators,
    authorizers,
    gatewayResponses: imported.gatewayResponses,
    documentationParts: imported.documentationParts.map((part) => {
      const { id, kept } = partIds(locationKey(part.location));
      return { id, location: part.location, properties: keepText(kept?.properties, part.properties) };
    }),
  });
}

/** A tree has one parameter per resource, so a path with its parameter names left out names the same resource. */
function pathShape(path: string): string {
  return path.replaceAll(/\{[^}+]+(\+?)\}/g, '{$1}');
}

function keeper<Item extends { id: string }>(
  previous: readonly Item[] | undefined,
  keyOf: (item: Item) => string,
  newId: () => string,
): (key: string) => { id: string; kept: Item | undefined } {
  const byKey = new Map<string, Item>();
  for (const item of previous ?? []) if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  return (key) => {
    const kept = byKey.get(key);
    return { id: kept?.id ?? newId(), kept };
  };
}

function keepText(previous: string | undefined, text: string): string {
  if (previous === undefined || previous === text) return text;
  return sameJson(tryParseJson(previous), tryParseJson(text)) ? previous : text;
}
