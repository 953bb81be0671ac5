import { compileModels } from '#core/compile/compile-models.ts';
import { SluiceError } from '#core/errors.ts';
import type { Model } from '#core/models/schema.ts';
import type { Tx } from '../db.ts';

/** Refuses a model whose schema is no usable JSON Schema, or refers to a model that the API does not have. */
export async function assertSchema(tx: Tx, apiId: string, model: Model): Promise<void> {
  const others = await tx.model.findMany({
    where: { apiId, name: { not: model.name } },
    select: { id: true, name: true },
  });
  const stand = others.map((other) => ({ ...other, description: null, contentType: model.contentType, schema: '{}' }));
  const faults = compileModels([...stand, model]).get(model.name)?.faults ?? [];
  if (faults.length === 0) return;
  throw new SluiceError('BAD_INPUT', faults[0] ?? '', {
    issues: faults.map((message) => ({ message, pointer: '/schema' })),
  });
}
