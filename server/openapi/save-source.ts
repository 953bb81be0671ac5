import { type Design, designSchema } from '#core/apis/design.ts';
import { saveSourceInput } from '#core/openapi/input.ts';
import { assertImportable } from '#core/openapi/report.ts';
import { diffDesigns } from '#core/snapshot/diff.ts';
import { findApi } from '../apis/find-api.ts';
import { loadDesign, readDraft } from '../apis/load-design.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { writeDesign } from '../apis/write-design.ts';
import { blobText } from '../blobs/read-blob.ts';
import { db } from '../db.ts';
import { mutation } from '../mutation.ts';
import { staleEdit } from '../stale-edit.ts';
import { runDescriptionJob } from './run-description-job.ts';

/** Makes an OpenAPI text the draft of an API. What the text has as before keeps its identity. */
export const saveSource = mutation({
  permission: 'apis.write',
  input: saveSourceInput,
  audit: { action: 'save-source', target: 'api' },
  async prepare(actor, { apiId, text }): Promise<Design> {
    await findApi(db(), actor.workspaceId, apiId);
    const { design: previous } = await readDraft(db(), apiId);
    const read = await runDescriptionJob({ kind: 'read', text, apiId, previous, choices: {}, documentUrl: null });
    assertImportable(read.report);
    if (!read.design) throw new Error('a report without errors comes with a design');
    return designSchema.parse(JSON.parse(await blobText(read.design.data)));
  },
  async run({ tx, actor, prepared: design }, { apiId, expectedDraftRevision }) {
    const { draftRevision, name } = await touchDraft(tx, actor.workspaceId, apiId);
    const revision = draftRevision - 1;
    if (revision !== expectedDraftRevision) {
      throw await staleEdit(tx, { apiId, targetType: 'api', targetId: apiId, name, revision });
    }
    const { design: previous } = await loadDesign(tx, apiId);
    await writeDesign(tx, { apiId, draftRevision, design, previous });
    const changed = diffDesigns(previous, design).length;
    return { result: { draftRevision, changed }, changed: { id: apiId, name, apiId, after: { changed } } };
  },
});
