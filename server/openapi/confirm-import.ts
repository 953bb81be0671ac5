import { type Design, designSchema, emptyDesign } from '#core/apis/design.ts';
import { SluiceError } from '#core/errors.ts';
import { confirmImportInput } from '#core/openapi/input.ts';
import { restApiColumns } from '../apis/design-rows.ts';
import { loadDesign } from '../apis/load-design.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { writeDesign } from '../apis/write-design.ts';
import { readBlob } from '../blobs/read-blob.ts';
import type { Tx } from '../db.ts';
import { mutation } from '../mutation.ts';
import { staleEdit } from '../stale-edit.ts';
import { findTask } from '../tasks/find-task.ts';
import { confirmableSchema, importTaskKind } from './import-outcome.ts';

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

async function writeNewApi(tx: Tx, actor: { workspaceId: string; userId: string }, design: Design): Promise<void> {
  const { id, protocolType, ...settings } = design.api;
  const { name, ...columns } = restApiColumns(settings);
  const { workspaceId, userId: createdById } = actor;
  const data = { ...columns, id, protocolType, name: name ?? 'Imported API', workspaceId, createdById };
  const { draftRevision } = await tx.restApi.create({ data });
  await writeDesign(tx, { apiId: id, draftRevision, design, previous: emptyDesign(design.api) });
}

async function replaceDraft(tx: Tx, workspaceId: string, design: Design, expected: number | null): Promise<void> {
  const apiId = design.api.id;
  const { draftRevision, name } = await touchDraft(tx, workspaceId, apiId);
  const revision = draftRevision - 1;
  if (revision !== expected) {
    throw await staleEdit(tx, { apiId, targetType: 'api', targetId: apiId, name, revision });
  }
  const { design: previous } = await loadDesign(tx, apiId);
  await writeDesign(tx, { apiId, draftRevision, design, previous });
}
