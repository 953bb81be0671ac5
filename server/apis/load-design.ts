import { type Design, designFormatVersion } from '#core/apis/design.ts';
import { orderDesign } from '#core/apis/order-design.ts';
import { notFound } from '#core/errors.ts';
import type { Method } from '#core/methods/schema.ts';
import { type Model, modelSchema, requestValidatorSchema } from '#core/models/schema.ts';
import { resourceSchema } from '#core/resources/schema.ts';
import type { Db, Tx } from '../db.ts';
import {
  authorizerOf,
  documentationPartOf,
  gatewayResponseOf,
  methodInclude,
  methodOf,
  restApiOf,
} from './design-rows.ts';

export type Draft = {
  design: Design;
  draftRevision: number;
  /** Tells documentation parts that changed from those that did not: they have no revision of their own. */
  documentationPrint: string;
};

/**
 * The API's draft, inside a transaction. Elsewhere use `readDraft`, which never sees half of an edit.
 * @param known an earlier draft of the API: methods, models and documentation that are as they were there are not read again
 */
export async function loadDesign(tx: Tx, apiId: string, known?: Draft): Promise<Draft> {
  const api = await tx.restApi.findUnique({ where: { id: apiId } });
  if (!api) throw notFound('API', apiId);
  const where = { apiId };
  const resources = await tx.resource.findMany({ where });
  const requestValidators = await tx.requestValidator.findMany({ where });
  const authorizers = await tx.authorizer.findMany({ where });
  const gatewayResponses = await tx.gatewayResponse.findMany({ where });
  const documentationPrint = await printDocumentation(tx, apiId);
  const design: Design = {
    formatVersion: designFormatVersion,
    api: restApiOf(api),
    resources: resources.map((row) => resourceSchema.parse(row)),
    methods: await loadMethods(tx, apiId, known),
    models: await loadModels(tx, apiId, known),
    requestValidators: requestValidators.map((row) => requestValidatorSchema.parse(row)),
    authorizers: authorizers.map(authorizerOf),
    gatewayResponses: gatewayResponses.map(gatewayResponseOf),
    documentationParts:
      known?.documentationPrint === documentationPrint
        ? known.design.documentationParts
        : (await tx.documentationPart.findMany({ where })).map(documentationPartOf),
  };
  return { design: orderDesign(design), draftRevision: api.draftRevision, documentationPrint };
}

/** The API's draft as of one moment; `known` as for `loadDesign`. */
export function readDraft(db: Db, apiId: string, known?: Draft): Promise<Draft> {
  return db.$transaction((tx) => loadDesign(tx, apiId, known), { isolationLevel: 'RepeatableRead', maxWait: 15_000 });
}

/** A method that was written after the known draft has a revision above that draft's. */
async function loadMethods(tx: Tx, apiId: string, known: Draft | undefined): Promise<Method[]> {
  const changed = await tx.method.findMany({
    where: { apiId, ...(known && { revision: { gt: known.draftRevision } }) },
    include: methodInclude,
  });
  const methods = changed.map(methodOf);
  if (!known) return methods;
  const rows = await tx.method.findMany({ where: { apiId }, select: { resourceId: true, httpMethod: true } });
  const keyOf = (method: { resourceId: string; httpMethod: string }) => `${method.resourceId} ${method.httpMethod}`;
  return merged(rows, known.design.methods, methods, keyOf) ?? loadMethods(tx, apiId, undefined);
}

async function loadModels(tx: Tx, apiId: string, known: Draft | undefined): Promise<Model[]> {
  const changed = await tx.model.findMany({
    where: { apiId, ...(known && { revision: { gt: known.draftRevision } }) },
  });
  const models = changed.map((row) => modelSchema.parse(row));
  if (!known) return models;
  const rows = await tx.model.findMany({ where: { apiId }, select: { id: true } });
  return merged(rows, known.design.models, models, (model) => model.id) ?? loadModels(tx, apiId, undefined);
}

/** Each row as it was changed, else as it was known; null when a row is neither, and so all have to be read. */
function merged<Key, Item extends Key>(
  rows: readonly Key[],
  known: readonly Item[],
  changed: readonly Item[],
  keyOf: (item: Key) => string,
): Item[] | null {
  const items = new Map([...known, ...changed].map((item) => [keyOf(item), item]));
  const found = rows.flatMap((row) => items.get(keyOf(row)) ?? []);
  return found.length === rows.length ? found : null;
}

async function printDocumentation(tx: Tx, apiId: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ print: string }[]>`
    SELECT count(*) || ' ' || coalesce(md5(string_agg(md5("id" || "location"::text || "properties"), '' ORDER BY "id")), '')
      AS "print"
    FROM "DocumentationPart" WHERE "apiId" = ${apiId}`;
  return row?.print ?? '';
}
