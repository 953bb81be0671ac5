import { compileModels } from '#core/compile/compile-models.ts';
import { SluiceError } from '#core/errors.ts';
import { flattenSchema } from '#core/models/flatten-schema.ts';
import { sampleTemplate } from '#core/models/sample-template.ts';
import type { Model } from '#core/models/schema.ts';
import { createModel } from '../../models/create-model.ts';
import { deleteModel } from '../../models/delete-model.ts';
import { getModelByName } from '../../models/get-model-by-name.ts';
import { listModelSchemas } from '../../models/list-model-schemas.ts';
import { updateModel } from '../../models/update-model.ts';
import { badRequest, inAwsWords } from '../aws-error.ts';
import { changedMembers } from '../changed-members.ts';
import { patchOperations, text } from '../members.ts';
import { onNewest } from '../on-newest.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';
import { withApi } from '../with-api.ts';

const modelPatches: PatchTarget<Model>[] = [
  { path: '/description', ops: ['replace'], apply: (model, { value }) => void (model.description = value || null) },
  { path: '/schema', ops: ['replace'], apply: (model, { value }) => void (model.schema = written(value)) },
];

function written(schema: string | null | undefined): string {
  if (!schema) throw badRequest('Model schema must have at least 1 property or array items defined');
  return schema;
}

function alphanumeric(name: string): string {
  if (name === '') throw badRequest('Model name must be non-empty');
  if (!/^[a-zA-Z0-9]+$/.test(name)) throw badRequest(`Model name must be alphanumeric: ${name}`);
  return name;
}

/** AWS's Model. */
function renderModel({ id, name, description, schema, contentType }: Model) {
  return { id, name, description, schema, contentType };
}

/** Runs an operation of one model. An unknown API is answered as an unknown model, as AWS does. */
function withModel<Result>(
  { path }: AwsCall,
  run: (id: { apiId: string; name: string }) => Promise<Result>,
): Promise<Result> {
  const id = { apiId: path.restapi_id ?? '', name: path.model_name ?? '' };
  return inAwsWords({ NOT_FOUND: `Invalid model name specified: ${id.name}` }, () => run(id));
}

/** Answers a schema that is refused in AWS's form. */
async function withSchema<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (thrown) {
    if (!(thrown instanceof SluiceError) || !thrown.issues.some(({ pointer }) => pointer === '/schema')) throw thrown;
    const reasons = thrown.issues.map(({ message }) => message).join(', ');
    throw badRequest(`Invalid model specified: Validation Result: warnings : [], errors : [${reasons}]`);
  }
}

/** The schema of a model, with those that it refers to. */
async function flattened({ actor }: AwsCall, { apiId, name }: { apiId: string; name: string }): Promise<unknown> {
  return flattenSchema(name, compileModels(await listModelSchemas.execute(actor, { apiId })));
}

export const modelOperations = {
  CreateModel: operation(
    { name: text, description: text, schema: text, contentType: text },
    {
      run: (call, { name, description, schema, contentType }) =>
        withApi(call, async (apiId) => {
          const fields = {
            name: alphanumeric(name ?? ''),
            description: description || null,
            contentType: contentType || 'application/json',
            schema: written(schema),
          };
          return inAwsWords({ CONFLICT: 'Model name already exists for this REST API' }, () =>
            withSchema(async () => renderModel(await createModel.execute(call.actor, { apiId, ...fields }))),
          );
        }),
    },
  ),

  GetModels: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const page = pageOf(call.query);
        return listOf(await listModelSchemas.execute(call.actor, { apiId }), page, ({ id }) => id, renderModel);
      }),
  }),

  GetModel: operation({
    run: (call) =>
      withModel(call, async (id) => {
        const model = await getModelByName.execute(call.actor, id);
        if (call.query.get('flatten') !== 'true') return renderModel(model);
        return { ...renderModel(model), schema: JSON.stringify(await flattened(call, id)) };
      }),
  }),

  UpdateModel: operation(patchOperations, {
    run: (call, body) =>
      withModel(call, (id) =>
        onNewest(async () => {
          const { revision, ...before } = await getModelByName.execute(call.actor, id);
          const after = applyPatch<Model>(before, body.patchOperations, modelPatches);
          const edit = { apiId: id.apiId, modelId: before.id, expectedRevision: revision };
          await withSchema(() => updateModel.execute(call.actor, { ...edit, ...changedMembers(before, after) }));
          return renderModel(after);
        }),
      ),
  }),

  DeleteModel: operation({
    async run(call) {
      await withModel(call, async (id) => {
        const { id: modelId } = await getModelByName.execute(call.actor, id);
        await deleteModel.execute(call.actor, { apiId: id.apiId, modelId });
      });
    },
  }),

  GetModelTemplate: operation({
    exactness: { partial: 'the template maps each property of the schema; its text is not AWS’s to the letter' },
    run: (call) =>
      withModel(call, async (id) => {
        await getModelByName.execute(call.actor, id);
        return { value: sampleTemplate(await flattened(call, id)) };
      }),
  }),
};
