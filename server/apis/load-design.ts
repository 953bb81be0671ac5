import { type Design, designFormatVersion } from '#core/apis/design.ts';
import { orderDesign } from '#core/apis/order-design.ts';
import { notFound } from '#core/errors.ts';
import { modelSchema, requestValidatorSchema } from '#core/models/schema.ts';
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

export type Draft = { design: Design; draftRevision: number };

/** The API's draft and its revision, inside a transaction. Elsewhere use `readDraft`, which never sees half of an edit. */
export async function loadDesign(tx: Tx, apiId: string): Promise<Draft> {
  const api = await tx.restApi.findUnique({ where: { id: apiId } });
  if (!api) throw notFound('API', apiId);
  const where = { apiId };
  const resources = await tx.resource.findMany({ where });
  const methods = await tx.method.findMany({ where, include: methodInclude });
  const models = await tx.model.findMany({ where });
  const requestValidators = await tx.requestValidator.findMany({ where });
  const authorizers = await tx.authorizer.findMany({ where });
  const gatewayResponses = await tx.gatewayResponse.findMany({ where });
  const documentationParts = await tx.documentationPart.findMany({ where });
  const design: Design = {
    formatVersion: designFormatVersion,
    api: restApiOf(api),
    resources: resources.map((row) => resourceSchema.parse(row)),
    methods: methods.map(methodOf),
    models: models.map((row) => modelSchema.parse(row)),
    requestValidators: requestValidators.map((row) => requestValidatorSchema.parse(row)),
    authorizers: authorizers.map(authorizerOf),
    gatewayResponses: gatewayResponses.map(gatewayResponseOf),
    documentationParts: documentationParts.map(documentationPartOf),
  };
  return { design: orderDesign(design), draftRevision: api.draftRevision };
}

/** The API's draft as of one moment. */
export function readDraft(db: Db, apiId: string): Promise<Draft> {
  return db.$transaction((tx) => loadDesign(tx, apiId), { isolationLevel: 'RepeatableRead', maxWait: 15_000 });
}
