import { compileModels } from '#core/compile/compile-models.ts';
import { SluiceError } from '#core/errors.ts';
import { methodKey } from '#core/methods/schema.ts';
import { modelSchema } from '#core/models/schema.ts';
import type { Tx } from '../db.ts';

/** Refuses with CONFLICT, naming a user, when a method or another model of the API uses the model. */
export async function assertModelIsUnused(tx: Tx, apiId: string, name: string): Promise<void> {
  const [method] = await tx.$queryRaw<{ httpMethod: string; path: string }[]>`
    SELECT m."httpMethod", r."path"
    FROM "Method" m JOIN "Resource" r ON r."apiId" = m."apiId" AND r."id" = m."resourceId"
    WHERE m."apiId" = ${apiId} AND (
      EXISTS (SELECT 1 FROM jsonb_each_text(m."requestModels") AS used WHERE used.value = ${name})
      OR EXISTS (
        SELECT 1 FROM "MethodResponse" mr, jsonb_each_text(mr."responseModels") AS used
        WHERE mr."apiId" = m."apiId" AND mr."resourceId" = m."resourceId" AND mr."httpMethod" = m."httpMethod"
          AND used.value = ${name}
      )
    )
    ORDER BY r."path" LIMIT 1`;
  if (method) throw inUse(name, methodKey(method.httpMethod, method.path));
  const models = (await tx.model.findMany({ where: { apiId } })).map((row) => modelSchema.parse(row));
  for (const [other, { refersTo }] of compileModels(models)) {
    if (other !== name && refersTo.has(name)) throw inUse(name, `the model ${other}`);
  }
}

function inUse(name: string, user: string): SluiceError {
  return new SluiceError('CONFLICT', `The model ${name} is used by ${user}. Change that first.`);
}
