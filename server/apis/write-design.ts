import type { Design } from '#core/apis/design.ts';
import type { Method } from '#core/methods/schema.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';
import type { Tx } from '../db.ts';
import { methodRows, restApiColumns } from './design-rows.ts';
import { insertRows } from './insert-rows.ts';

type Difference<Item> = { removed: Item[]; changed: Item[]; added: Item[] };

function difference<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): Difference<Item> {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const result: Difference<Item> = { removed: [], changed: [], added: [] };
  for (const item of after) {
    const was = old.get(keyOf(item));
    old.delete(keyOf(item));
    if (was === undefined) result.added.push(item);
    else if (canonicalJson(was) !== canonicalJson(item)) result.changed.push(item);
  }
  result.removed.push(...old.values());
  return result;
}

/**
 * Makes `design` the API's draft by writing only what differs from `previous`, the draft as it stands. Ids decide what is
 * the same object. Call after `touchDraft`, whose revision becomes that of every object written.
 */
export async function writeDesign(
  tx: Tx,
  {
    apiId,
    draftRevision,
    design,
    previous,
  }: { apiId: string; draftRevision: number; design: Design; previous: Design },
): Promise<void> {
  const { id: _id, protocolType: _protocolType, ...settings } = design.api;
  if (canonicalJson(design.api) !== canonicalJson(previous.api)) {
    await tx.restApi.update({ where: { id: apiId }, data: restApiColumns(settings) });
  }
  await writeResources(
    tx,
    apiId,
    difference(previous.resources, design.resources, (resource) => resource.id),
  );
  const methods = difference(previous.methods, design.methods, (method) => `${method.resourceId} ${method.httpMethod}`);
  await writeMethods(tx, apiId, draftRevision, methods);

  const models = difference(previous.models, design.models, (model) => model.id);
  await tx.model.deleteMany({ where: { apiId, id: { in: replaced(models) } } });
  await insertRows(
    tx,
    'Model',
    written(models).map((model) => ({ ...model, apiId, revision: draftRevision })),
  );

  const validators = difference(previous.requestValidators, design.requestValidators, (validator) => validator.id);
  await tx.requestValidator.deleteMany({ where: { apiId, id: { in: replaced(validators) } } });
  await insertRows(
    tx,
    'RequestValidator',
    written(validators).map((validator) => ({ ...validator, apiId })),
  );

  const authorizers = difference(previous.authorizers, design.authorizers, (authorizer) => authorizer.id);
  await tx.authorizer.deleteMany({ where: { apiId, id: { in: replaced(authorizers) } } });
  await insertRows(
    tx,
    'Authorizer',
    written(authorizers).map((item) => ({ ...item, apiId, revision: draftRevision })),
  );

  const responses = difference(previous.gatewayResponses, design.gatewayResponses, (response) => response.responseType);
  const outdated = [...responses.removed, ...responses.changed].map((response) => response.responseType);
  await tx.gatewayResponse.deleteMany({ where: { apiId, responseType: { in: outdated } } });
  await insertRows(
    tx,
    'GatewayResponse',
    written(responses).map((response) => ({ ...response, apiId })),
  );

  const parts = difference(previous.documentationParts, design.documentationParts, (part) => part.id);
  await tx.documentationPart.deleteMany({ where: { apiId, id: { in: replaced(parts) } } });
  await insertRows(
    tx,
    'DocumentationPart',
    written(parts).map((part) => ({ ...part, apiId })),
  );
}

/** The ids of the rows that go: removed ones, and changed ones, which are written anew. */
function replaced(items: Difference<{ id: string }>): string[] {
  return [...items.removed, ...items.changed].map((item) => item.id);
}

function written<Item>(items: Difference<Item>): Item[] {
  return [...items.changed, ...items.added];
}

async function writeResources(
  tx: Tx,
  apiId: string,
  resources: Difference<Design['resources'][number]>,
): Promise<void> {
  // A changed resource first leaves its path, so that two may swap theirs under the unique index, and its parent, so that
  // the removal of that parent does not take it along.
  for (const { id } of resources.changed) {
    await tx.resource.update({ where: { apiId_id: { apiId, id } }, data: { path: `~${id}`, parentId: null } });
  }
  await tx.resource.deleteMany({ where: { apiId, id: { in: resources.removed.map((resource) => resource.id) } } });
  // By path, so that a parent is never in a later statement than its child.
  const added = resources.added.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  await insertRows(
    tx,
    'Resource',
    added.map((resource) => ({ ...resource, apiId })),
  );
  for (const { id, ...data } of resources.changed) {
    await tx.resource.update({ where: { apiId_id: { apiId, id } }, data });
  }
}

async function writeMethods(tx: Tx, apiId: string, revision: number, methods: Difference<Method>): Promise<void> {
  const gone = [...methods.removed, ...methods.changed].map(({ resourceId, httpMethod }) => ({
    resourceId,
    httpMethod,
  }));
  await tx.$executeRaw`
    DELETE FROM "Method" m USING jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) AS gone("resourceId" text, "httpMethod" text)
    WHERE m."apiId" = ${apiId} AND m."resourceId" = gone."resourceId" AND m."httpMethod" = gone."httpMethod"`;
  const rows = written(methods).map((method) => methodRows(apiId, method));
  const updatedAt = new Date();
  await insertRows(
    tx,
    'Method',
    rows.map((row) => ({ ...row.method, revision, updatedAt })),
  );
  await insertRows(
    tx,
    'Integration',
    rows.flatMap((row) => row.integration ?? []),
  );
  await insertRows(
    tx,
    'MethodResponse',
    rows.flatMap((row) => row.methodResponses),
  );
  await insertRows(
    tx,
    'IntegrationResponse',
    rows.flatMap((row) => row.integrationResponses),
  );
}
