import type { Design } from '../apis/design.ts';
import type { Method } from '../methods/schema.ts';
import { type Json, sameJson } from '../openapi/json.ts';
import { breakingReason } from './breaking.ts';
import { type ChangedObject, changedObjects, type DesignChange, type FieldChange } from './design-change.ts';

/** An object as it is compared: ids of other objects replaced by their names, lists with an identity turned into maps. */
type Comparable = {
  object: ChangedObject;
  name: string;
  path?: string;
  httpMethod?: string;
  fields: Record<string, unknown>;
  /** The field that holds JSON as text. It is parsed only where it differs: white space in it means nothing. */
  jsonField?: string;
};

/**
 * What changes from one design to another, as people see it: objects are matched by path, verb or name, never by id, so an
 * API that was imported again shows only what is different. A resource is listed only when it has no methods; its methods
 * tell of it otherwise. Order: API settings, then resources and methods by path, then the rest by name.
 */
export function diffDesigns(before: Design, after: Design): DesignChange[] {
  const old = comparables(before);
  const changes: DesignChange[] = [];
  for (const [key, now] of comparables(after)) {
    const was = old.get(key);
    old.delete(key);
    const fields = was ? changedFields(was, now) : [];
    if (!was) changes.push(changeOf('added', now, []));
    else if (fields.length > 0) changes.push(changeOf('changed', now, fields));
  }
  for (const was of old.values()) changes.push(changeOf('removed', was, []));
  return changes.toSorted(
    (a, b) =>
      changedObjects.indexOf(a.object) - changedObjects.indexOf(b.object) ||
      compareText(a.path ?? a.name, b.path ?? b.name) ||
      compareText(a.name, b.name),
  );
}

function changedFields(was: Comparable, now: Comparable): FieldChange[] {
  if (sameJson(was.fields as Json, now.fields as Json)) return [];
  return compareFields(expanded(was), expanded(now));
}

function expanded({ fields, jsonField }: Comparable): Record<string, unknown> {
  return jsonField === undefined ? fields : { ...fields, [jsonField]: parsedOrText(String(fields[jsonField])) };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function changeOf(kind: DesignChange['kind'], item: Comparable, fields: FieldChange[]): DesignChange {
  const { fields: _, jsonField: _jsonField, ...identity } = item;
  return { kind, ...identity, fields, breaking: breakingReason(kind, item.object, fields) };
}

function comparables(design: Design): Map<string, Comparable> {
  const items: Comparable[] = [];
  const paths = new Map(design.resources.map((resource) => [resource.id, resource.path]));
  const withMethods = new Set(design.methods.map((method) => method.resourceId));
  const { id: _id, protocolType: _protocolType, ...settings } = design.api;
  items.push({ object: 'api', name: 'Settings', fields: settings });
  const parents = new Set(design.resources.map((resource) => resource.parentId));
  for (const { id, path } of design.resources) {
    // An empty resource that holds others only carries their paths.
    if (path !== '/' && !withMethods.has(id) && !parents.has(id))
      items.push({ object: 'resource', name: path, path, fields: {} });
  }
  const references: References = {
    validators: new Map(design.requestValidators.map((validator) => [validator.id, validator.name])),
    authorizers: new Map(design.authorizers.map((authorizer) => [authorizer.id, authorizer.name])),
  };
  for (const method of design.methods) {
    const path = paths.get(method.resourceId) ?? '?';
    const { httpMethod } = method;
    items.push({
      object: 'method',
      name: `${httpMethod} ${path}`,
      path,
      httpMethod,
      fields: methodFields(method, references),
    });
  }
  for (const { id: _modelId, name, ...fields } of design.models) {
    items.push({ object: 'model', name, fields, jsonField: 'schema' });
  }
  for (const { id: _validatorId, name, ...fields } of design.requestValidators) {
    items.push({ object: 'request-validator', name, fields });
  }
  for (const { id: _authorizerId, name, ...fields } of design.authorizers) {
    items.push({ object: 'authorizer', name, fields });
  }
  for (const { responseType, ...fields } of design.gatewayResponses) {
    items.push({ object: 'gateway-response', name: responseType, fields });
  }
  for (const { location, properties } of design.documentationParts) {
    const name = [location.type, location.method, location.path, location.statusCode, location.name]
      .filter(Boolean)
      .join(' ');
    items.push({ object: 'documentation', name, fields: { properties }, jsonField: 'properties' });
  }
  return new Map(items.map((item) => [`${item.object} ${item.name}`, item]));
}

type References = { validators: ReadonlyMap<string, string>; authorizers: ReadonlyMap<string, string> };

function methodFields(method: Method, references: References): Record<string, unknown> {
  const {
    resourceId: _,
    httpMethod: _httpMethod,
    requestValidatorId,
    authorizerId,
    methodResponses,
    integration,
    ...fields
  } = method;
  return {
    ...fields,
    requestValidator: requestValidatorId && (references.validators.get(requestValidatorId) ?? requestValidatorId),
    authorizer: authorizerId && (references.authorizers.get(authorizerId) ?? authorizerId),
    methodResponses: byStatus(methodResponses),
    integration: integration && { ...integration, integrationResponses: byStatus(integration.integrationResponses) },
  };
}

function byStatus<Response extends { statusCode: string }>(
  responses: readonly Response[],
): Record<string, Omit<Response, 'statusCode'>> {
  return Object.fromEntries(responses.map(({ statusCode, ...response }) => [statusCode, response]));
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** How deep a difference is named; what lies deeper is shown as the whole value at that place. */
const fieldDepth = 6;

function compareFields(before: unknown, after: unknown, name = '', depth = 0): FieldChange[] {
  if (sameJson(before as Json | undefined, after as Json | undefined)) return [];
  if (depth < fieldDepth && isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return names.flatMap((key) =>
      compareFields(before[key], after[key], name === '' ? key : `${name}.${key}`, depth + 1),
    );
  }
  return [{ field: name, before: before ?? null, after: after ?? null }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
