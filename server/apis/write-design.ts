import type { Design } from '#core/apis/design.ts';
import type { Method } from '#core/methods/schema.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';
import type { Tx } from '../db.ts';
import { methodRows, restApiColumns } from './design-rows.ts';

/** Rows per INSERT: far below the 65,535 parameters that PostgreSQL takes, for the widest table. */
const chunkSize = 1000;

function* chunks<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += chunkSize) yield items.slice(start, start + chunkSize);
}

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
  await tx.model.deleteMany({ where: { apiId, id: { in: ids([...models.removed, ...models.changed]) } } });
  for (const chunk of chunks([...models.changed, ...models.added])) {
    await tx.model.createMany({ data: chunk.map((model) => ({ ...model, apiId, revision: draftRevision })) });
  }
  const validators = difference(previous.requestValidators, design.requestValidators, (validator) => validator.id);
  await tx.requestValidator.deleteMany({
    where: { apiId, id: { in: ids([...validators.removed, ...validators.changed]) } },
  });
  await tx.requestValidator.createMany({
    data: [...validators.changed, ...validators.added].map((validator) => ({ ...validator, apiId })),
  });
  const authorizers = difference(previous.authorizers, design.authorizers, (authorizer) => authorizer.id);
  await tx.authorizer.deleteMany({
    where: { apiId, id: { in: ids([...authorizers.removed, ...authorizers.changed]) } },
  });
  await tx.authorizer.createMany({
    data: [...authorizers.changed, ...authorizers.added].map((item) => ({ ...item, apiId, revision: draftRevision })),
  });
  const responses = difference(previous.gatewayResponses, design.gatewayResponses, (response) => response.responseType);
  const outdated = [...responses.removed, ...responses.changed].map((response) => response.responseType);
  await tx.gatewayResponse.deleteMany({ where: { apiId, responseType: { in: outdated } } });
  await tx.gatewayResponse.createMany({
    data: [...responses.changed, ...responses.added].map((response) => ({ ...response, apiId })),
  });
  const parts = difference(previous.documentationParts, design.documentationParts, (part) => part.id);
  await tx.documentationPart.deleteMany({ where: { apiId, id: { in: ids([...parts.removed, ...parts.changed]) } } });
  for (const chunk of chunks([...parts.changed, ...parts.added])) {
    await tx.documentationPart.createMany({ data: chunk.map((part) => ({ ...part, apiId })) });
  }
}

function ids(items: readonly { id: string }[]): string[] {
  return items.map((item) => item.id);
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
  for (const chunk of chunks(resources.removed)) {
    await tx.resource.deleteMany({ where: { apiId, id: { in: ids(chunk) } } });
  }
  // By path, so that a parent is never in a later chunk than its child.
  for (const chunk of chunks(resources.added.toSorted((a, b) => (a.path < b.path ? -1 : 1)))) {
    await tx.resource.createMany({
      data: chunk.map(({ parentId, ...resource }) => ({ ...resource, apiId, parentId })),
    });
  }
  for (const { id, ...data } of resources.changed) {
    await tx.resource.update({ where: { apiId_id: { apiId, id } }, data });
  }
}

async function writeMethods(tx: Tx, apiId: string, draftRevision: number, methods: Difference<Method>): Promise<void> {
  for (const chunk of chunks([...methods.removed, ...methods.changed])) {
    await tx.method.deleteMany({
      where: { apiId, OR: chunk.map(({ resourceId, httpMethod }) => ({ resourceId, httpMethod })) },
    });
  }
  const rows = [...methods.changed, ...methods.added].map((method) => methodRows(apiId, method));
  for (const chunk of chunks(rows)) {
    await tx.method.createMany({ data: chunk.map((row) => ({ ...row.method, revision: draftRevision })) });
    const integrations = chunk.flatMap((row) => row.integration ?? []);
    await tx.integration.createMany({ data: integrations });
  }
  for (const chunk of chunks(rows.flatMap((row) => row.methodResponses))) {
    await tx.methodResponse.createMany({ data: chunk });
  }
  for (const chunk of chunks(rows.flatMap((row) => row.integrationResponses))) {
    await tx.integrationResponse.createMany({ data: chunk });
  }
}
