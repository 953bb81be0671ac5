import { designSchema } from '#core/apis/design.ts';
import { SluiceError } from '#core/errors.ts';
import { confirmImportInput } from '#core/openapi/input.ts';
import { readBlob } from '../blobs/read-blob.ts';
import { mutation } from '../mutation.ts';
import { findTask } from '../tasks/find-task.ts';
import { confirmableSchema, importTaskKind } from './import-outcome.ts';
import { replaceDraft, writeNewApi } from './write-import.ts';

/** The second half of an import: writes what the report told of, whole or not at all. */
export const confirmImport = mutation({
  permission: 'apis.write',
  input: confirmImportInput,
  audit: { action: 'import', target: 'api' },
  async run({ tx, actor }, { taskId }) {
    const task = await findTask(tx, actor.workspaceId, taskId);
    const parsed = confirmableSchema.safeParse(task.result);
    if (task.kind !== importTaskKind || task.status !== 'done' || !parsed.success || parsed.data.designHash === null) {
      throw new SluiceError(
        'PRECONDITION_FAILED',
        'This import has nothing to write: it is still running, failed, or was refused.',
      );
    }
    const { apiId, mode, apiName, designHash, draftRevision } = parsed.data;
    // The first of two that confirm at once marks the task; the other finds it marked.
    const marked = await tx.$executeRaw`
      UPDATE "Task" SET "result" = jsonb_set("result", '{confirmed}', 'true')
      WHERE "id" = ${taskId} AND NOT ("result"->>'confirmed')::boolean`;
    if (marked === 0) throw new SluiceError('CONFLICT', `${apiName} was imported already.`);
    const design = designSchema.parse(JSON.parse(await readBlob(tx, designHash)));
    if (mode === 'new') await writeNewApi(tx, actor, design);
    else await replaceDraft(tx, actor.workspaceId, design, draftRevision);
    return {
      result: { apiId },
      changed: {
        id: apiId,
        name: apiName,
        apiId,
        after: {
          mode,
          resources: design.resources.length,
          methods: design.methods.length,
          models: design.models.length,
        },
      },
    };
  },
});
